import { bytes, choice, id, list, record, type Of } from './jsonRecord.ts';
import type { RelayDialogueId } from './opaqueId.ts';
import { PassKind } from './passKind.ts';

/** Opens a dialogue with the pass of the Begin link (UTF-8). A retry with the same id and key is answered `ok`. */
export type CreateDialogueRequest = Of<typeof createDialogueRequest>;
export const createDialogueRequest = record({
    pass: bytes,
    dialogue: id<RelayDialogueId>(),
    managementKey: bytes,
    /** By which a dialogue that is closed is found (closeMark.ts). */
    closeMark: bytes,
    signature: bytes,
});

/** Makes passes that the relay will accept once each: SHA-256 of each. A retry with the same hashes is answered `ok`. */
export type MintPassesRequest = Of<typeof mintPassesRequest>;
export const mintPassesRequest = record({
    dialogue: id<RelayDialogueId>(),
    kind: choice(PassKind),
    passHashes: list(bytes),
    signature: bytes,
});
