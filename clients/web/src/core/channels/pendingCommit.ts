import { bytes, count, epoch, flag, id, list, record, type Of } from '../wire/jsonRecord.ts';
import type { LetterId, MailboxId, MessageId } from '../wire/opaqueId.ts';
import { localRecord } from '../sync/localRecord.ts';
import { hour, opaque } from './recordFields.ts';

/** A commit on its way: kept with the state after it before anything is sent, so that a crash can go on with the same bytes. */
export type PendingCommit = Of<typeof shape>;

const shape = record({
    /** The epoch it ends. */
    epoch,
    message: opaque<MessageId>(),
    /** The last lasting or steward sequence that had been processed. */
    after: count,
    /** The commit. */
    bytes,
    /** The next epoch's access key, 32 bytes. */
    nextKey: bytes,
    /** The MLS state after it. */
    nextGroup: bytes,
    /** The hour it states. */
    hour,
    /** Whether it renews the own leaf. */
    hasPath: flag,
    /** The Welcomes, dropped before it. */
    letters: list(record({ mailbox: id<MailboxId>(), dropToken: bytes, letter: id<LetterId>(), bytes })),
});

/** How a commit on its way lies in the store. */
export const pendingCommitRecord = localRecord(shape);
