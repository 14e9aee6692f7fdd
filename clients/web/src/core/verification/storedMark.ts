import { opaque } from '../channels/recordFields.ts';
import { localRecord, word } from '../sync/localRecord.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { count, list, record, text, type Of } from '../wire/jsonRecord.ts';

/** That a person was verified, kept under the person's tag. It stays on this device: nobody learns who trusts whom. */
export type StoredMark = Of<typeof shape>;

const shape = record({
    /** The name at that time. */
    name: text,
    /** The device keys that were compared; empty when the mark was lost. */
    devices: list(opaque<DeviceKey>()),
    /** Device keys that count as known though nobody compared them since: an alarm told of them, once. */
    strangers: list(opaque<DeviceKey>()),
    /** How they were compared the last time, and when, milliseconds since 1970. */
    how: word('digits', 'scan'),
    at: count,
});

export const storedMarkRecord = localRecord(shape);
