import type { Brand } from '../../brand.ts';

/** The protocol version (RFC 9420 §6); unknown numbers are allowed in capabilities. */
export type ProtocolVersion = Brand<number, 'ProtocolVersion'>;

export const ProtocolVersion = { Mls10: 1 as ProtocolVersion } as const;
