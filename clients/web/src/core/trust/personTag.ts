import type { Brand } from '../brand.ts';
import type { Opaque } from '../cbor/opaque.ts';

/** 16 random bytes that stand for one person in one dialogue; never a name. */
export type PersonTag = Brand<Opaque, 'PersonTag'>;

export const personTagBytes = 16;
