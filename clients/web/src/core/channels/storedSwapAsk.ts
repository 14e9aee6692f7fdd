import { localRecord } from '../sync/localRecord.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { list, record, type Of } from '../wire/jsonRecord.ts';
import { hour, opaque } from './recordFields.ts';

/** Whom this device asked to swap its leaf in a channel. */
export type StoredSwapAsk = Of<typeof shape>;

const shape = record({
    /** SHA-256 of the leaf node that was named. */
    leafNode: opaque<ObjectHash>(),
    /** Device keys, in order. */
    asked: list(opaque<DeviceKey>()),
    /** When the last one was asked. */
    askedAt: hour,
});

export const storedSwapAskRecord = localRecord(shape);
