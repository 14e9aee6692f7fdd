import { bytes, count, record } from '../wire/jsonRecord.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { localRecord } from '../sync/localRecord.ts';
import { opaque } from './recordFields.ts';

/** One part of what a joiner is sent; kept until all parts are here and the relay accepts the new epoch's key. */
const shape = record({
    /** The letter's body. */
    body: bytes,
    /** The sender's device key. */
    sender: opaque<DeviceKey>(),
    /** Seconds since 1970: a Welcome that no commit followed is dropped after 48 hours. */
    receivedAt: count,
});

/** How a part lies in the store. */
export const storedWelcomeRecord = localRecord(shape);
