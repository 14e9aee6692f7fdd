import { bytes, choice, count, flag, id, list, record, type Of } from './jsonRecord.ts';
import type { LetterId, MailboxId } from './opaqueId.ts';
import { RelayCode } from './relayCode.ts';

/** Makes a mailbox. A retry with the same id and owner key is answered `ok`. */
export type CreateMailboxRequest = Of<typeof createMailboxRequest>;
export const createMailboxRequest = record({
    /** 32 bytes, a mailbox pass. */
    pass: bytes,
    mailbox: id<MailboxId>(),
    /** Ed25519, 32 bytes. */
    ownerKey: bytes,
    dropTokenHash: bytes,
    /** 32 bytes, by which a dialogue that is closed finds it. */
    closeMark: bytes,
    signature: bytes,
});

/** Opens a mailbox on a connection that is used for nothing else. */
export type OpenMailboxRequest = Of<typeof openMailboxRequest>;
export const openMailboxRequest = record({ mailbox: id<MailboxId>(), signature: bytes });

/** How many letters wait and how many key packages are left. */
export type OpenMailboxReply = Of<typeof openMailboxReply>;
export const openMailboxReply = record({ code: choice(RelayCode), letters: count, packages: count });

/** Adds sealed key packages in the order in which they are handed out; the last is handed out again and again until replaced. */
export type PutPackagesRequest = Of<typeof putPackagesRequest>;
export const putPackagesRequest = record({ mailbox: id<MailboxId>(), replace: flag, packages: list(bytes), signature: bytes });

/** Reads waiting letters, oldest first, beginning after those already handed out on this connection. */
export type ReadLettersRequest = Of<typeof readLettersRequest>;
export const readLettersRequest = record({ mailbox: id<MailboxId>() });

/** A sealed letter as the relay hands it out. */
export type StoredLetter = Of<typeof storedLetter>;
export const storedLetter = record({ id: id<LetterId>(), bytes });

/** Letters in the order in which they are to be processed, and whether another call brings more. */
export type ReadLettersReply = Of<typeof readLettersReply>;
export const readLettersReply = record({ code: choice(RelayCode), letters: list(storedLetter), more: flag });

/** Deletes letters that were processed and persisted. Unknown ids are ignored. */
export type AcknowledgeLettersRequest = Of<typeof acknowledgeLettersRequest>;
export const acknowledgeLettersRequest = record({ mailbox: id<MailboxId>(), letters: list(id<LetterId>()) });

/** Drops a letter into somebody's mailbox. A retry with the same id is answered `ok` and stores nothing. */
export type DropRequest = Of<typeof dropRequest>;
export const dropRequest = record({ mailbox: id<MailboxId>(), dropToken: bytes, letter: id<LetterId>(), bytes });

/** Takes one key package out of somebody's mailbox. */
export type FetchPackageRequest = Of<typeof fetchPackageRequest>;
export const fetchPackageRequest = record({ mailbox: id<MailboxId>(), dropToken: bytes });

/** A sealed key package, and whether it is the last, which others get too. */
export type FetchPackageReply = Of<typeof fetchPackageReply>;
export const fetchPackageReply = record({ code: choice(RelayCode), package: bytes, last: flag });
