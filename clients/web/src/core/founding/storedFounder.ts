import { localRecord } from '../sync/localRecord.ts';
import { bytes, flag, record, type Of } from '../wire/jsonRecord.ts';

/** Another founder's key and mailbox, as they came. */
export type StoredFounder = Of<typeof shape>;

const shape = record({
    /** The signed founding request. */
    request: bytes,
    /** SHA-256 of the secret it carried: the founding link's key. */
    link: bytes,
    /** Whether another device answered the same link, or its pass was spent. */
    inDoubt: flag,
});

export const storedFounderRecord = localRecord(shape);
