import { localRecord, optional } from '../sync/localRecord.ts';
import { bytes, count, record, text, type Of } from '../wire/jsonRecord.ts';

/** Somebody admitted, whom this officer can add to channels. */
export type StoredPerson = Of<typeof shape>;

const shape = record({
    /** The signed admission. */
    admission: bytes,
    /** The mailbox card. */
    card: bytes,
    /** The chosen name. */
    name: text,
    /** When the Charter was accepted by signature, hours since 1970; absent until then. */
    acceptedAt: optional(count),
    /** Which version was accepted last, 32 bytes. */
    acceptedCharter: optional(bytes),
    /** The admission that this one renewed: the device's key packages may still carry it. Absent for none. */
    earlier: optional(bytes),
});

export const storedPersonRecord = localRecord(shape);
