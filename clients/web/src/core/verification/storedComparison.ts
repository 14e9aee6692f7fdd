import { opaque } from '../channels/recordFields.ts';
import { localRecord } from '../sync/localRecord.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { PersonTag } from '../trust/personTag.ts';
import { bytes, list, record, text, type Of } from '../wire/jsonRecord.ts';

/** One device of a comparison, with the name at that time. */
export type ComparedDevice = Of<typeof device>;

const device = record({ name: text, person: opaque<PersonTag>(), device: opaque<DeviceKey>() });

const shape = record({
    /** The code that was shown, 32 bytes. */
    hash: bytes,
    /** The devices it stood for. */
    devices: list(device),
});

/** What was last shown to be compared. Only this can be marked: who came in while people were reading digits out was not compared. */
export const storedComparisonRecord = localRecord(shape);
