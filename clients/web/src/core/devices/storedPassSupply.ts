import { localRecord } from '../sync/localRecord.ts';
import { count, record } from '../wire/jsonRecord.ts';

/** How many passes a device was given on a day: who holds one officer's device must not use up what the relay allows the dialogue. */
export const storedPassSupplyRecord = localRecord(
    record({
        /** Days since 1970. */
        day: count,
        /** That day. */
        count,
    }),
);
