import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import { readHour } from '../trust/trustFields.ts';
import type { UnixHour } from '../trust/unixHour.ts';

/** A pause that all see. */
export type ChannelPause = Extensible & {
    /** In the facilitator's words, at most 512 characters. */
    readonly reason: string;
    /** The first hour after it. */
    readonly until: UnixHour;
};

export const channelPauseCodec: ObjectCodec<ChannelPause> = {
    maxBytes: 2048,
    read: (fields) => ({ reason: fields.text(1, 0, 512), until: readHour(fields, 2), ...fields.finish() }),
    write: (fields, value) => {
        fields.text(1, value.reason);
        fields.number(2, value.until);
    },
};
