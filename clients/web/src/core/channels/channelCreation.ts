import { bytes, count, record } from '../wire/jsonRecord.ts';

/** What it takes to make a channel at the relay; kept until that is done. */
export const channelCreation = record({
    /** 32 bytes. */
    pass: bytes,
    /** 32 bytes. */
    closeMark: bytes,
    /** Days that the relay keeps talk. */
    talkDays: count,
});
