import { localRecord } from '../sync/localRecord.ts';
import { bytes, count, flag, record, type Of } from '../wire/jsonRecord.ts';

/** One of the own key packages, kept until a Welcome used it. */
export type StoredPackage = Of<typeof shape>;

const shape = record({
    /** The encoded key package. */
    package: bytes,
    /** Its private keys. */
    secrets: bytes,
    /** Counts packages in the order in which they were put. */
    number: count,
    /** Whether a Welcome used it already: the last one in the mailbox may be handed out again before it is replaced. */
    used: flag,
    /** Whether it was the last of those put together: the relay may have handed it out more than once before others came. */
    isLast: flag,
});

export const storedPackageRecord = localRecord(shape);
