import type { Brand } from '../brand.ts';
import type { Opaque } from '../cbor/opaque.ts';

/** The Ed25519 public key of one device of one person. 32 bytes. */
export type DeviceKey = Brand<Opaque, 'DeviceKey'>;

export const deviceKeyBytes = 32;
