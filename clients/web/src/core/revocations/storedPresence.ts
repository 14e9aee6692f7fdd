import { hour } from '../channels/recordFields.ts';
import { localRecord } from '../sync/localRecord.ts';
import { bytes, record, type Of } from '../wire/jsonRecord.ts';

/** From when to when a device could read a channel; kept so that it can be told if that device is lost. */
export type StoredPresence = Of<typeof shape>;

const shape = record({
    /** Its signed admission. */
    admission: bytes,
    /** The hour in which it came; 0 when it was there before this device. */
    from: hour,
    /** The hour in which it was taken out; 0 while it stands there. */
    until: hour,
});

export const storedPresenceRecord = localRecord(shape);
