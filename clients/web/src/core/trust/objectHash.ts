import type { Brand } from '../brand.ts';
import type { Opaque } from '../cbor/opaque.ts';

/** The id of an object: SHA-256 of its encoding without signatures. 32 bytes. */
export type ObjectHash = Brand<Opaque, 'ObjectHash'>;

export const objectHashBytes = 32;
