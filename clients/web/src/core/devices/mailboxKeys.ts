import { bytes, id, record, type Of } from '../wire/jsonRecord.ts';
import type { MailboxId } from '../wire/opaqueId.ts';

/** The own mailbox: what opens it, and what others need to drop into it. */
export type MailboxKeys = Of<typeof mailboxKeys>;

export const mailboxKeys = record({
    id: id<MailboxId>(),
    /** 32 bytes, Ed25519. */
    ownerSeed: bytes,
    dropToken: bytes,
    /** X25519, 32 bytes each. */
    hpkePrivateKey: bytes,
    hpkePublicKey: bytes,
    packageKey: bytes,
    /** Spent on creating it. */
    pass: bytes,
    /** By which a dialogue that is closed finds it. */
    closeMark: bytes,
});
