import { bytes, id, record, type Of } from '../wire/jsonRecord.ts';
import type { RelayDialogueId } from '../wire/opaqueId.ts';

/** What lets the device that opened a dialogue mint passes and, later, close the dialogue. */
export type Management = Of<typeof management>;

export const management = record({
    /** The dialogue's id at the relay. */
    dialogue: id<RelayDialogueId>(),
    /** 32 bytes, Ed25519. */
    seed: bytes,
    /** 32 bytes; never leaves this device. */
    closingKey: bytes,
});
