import { opaque } from '../channels/recordFields.ts';
import { localRecord } from '../sync/localRecord.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { count, record, type Of } from '../wire/jsonRecord.ts';

/** Whom this device asks for passes. */
export type StoredPassAsk = Of<typeof shape>;

const shape = record({
    /** The device key of whoever sent some. */
    minter: opaque<DeviceKey>(),
    /** When more were asked for, hours since 1970; 0 when they came. */
    askedAt: count,
});

export const storedPassAskRecord = localRecord(shape);
