import { bytes, id, record, type Of } from '../wire/jsonRecord.ts';
import type { LetterId, MailboxId } from '../wire/opaqueId.ts';
import { localRecord } from './localRecord.ts';

/** A sealed letter that must reach a mailbox; kept until the relay has it, so that a crash neither loses nor doubles it. */
export type StoredLetter = Of<typeof shape>;

const shape = record({
    mailbox: id<MailboxId>(),
    dropToken: bytes,
    letter: id<LetterId>(),
    /** The sealed letter. */
    bytes,
});

export const storedLetterRecord = localRecord(shape);
