import type { DeviceKey } from '../trust/deviceKey.ts';
import type { PersonTag } from '../trust/personTag.ts';
import { record } from '../wire/jsonRecord.ts';
import { opaque } from './recordFields.ts';

/** A device that is no longer in a channel though its person was not sent away: it left, was cut off, or expired. */
export const departedDevice = record({
    person: opaque<PersonTag>(),
    device: opaque<DeviceKey>(),
});
