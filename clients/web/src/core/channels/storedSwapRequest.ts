import { localRecord } from '../sync/localRecord.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { bytes, record, type Of } from '../wire/jsonRecord.ts';
import { opaque } from './recordFields.ts';

/** Somebody asked this device to swap their leaf; judged at the head of the channel's log. */
export type StoredSwapRequest = Of<typeof shape>;

const shape = record({
    /** The signed request. */
    request: bytes,
    /** The device that signed the letter. */
    sender: opaque<DeviceKey>(),
});

export const storedSwapRequestRecord = localRecord(shape);
