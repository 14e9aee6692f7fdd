import type { Brand } from '../brand.ts';
import type { Opaque } from '../cbor/opaque.ts';

/** The id of a dialogue: the hash of its Charter's first version. The relay never sees it. 32 bytes. */
export type DialogueId = Brand<Opaque, 'DialogueId'>;

export const dialogueIdBytes = 32;
