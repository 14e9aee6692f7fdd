import type { ObjectCodec } from '../cbor/objectCodec.ts';
import { ObjectLimits } from '../cbor/objectLimits.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import type { Opaque } from '../cbor/opaque.ts';
import { readPosition, writePosition, type LogPosition } from '../policy/logPosition.ts';

/** Tells another member by letter what one's own history looks like; halves of a split channel cannot read each other. */
export type CrossCheck = Extensible & {
    readonly channel: Opaque;
    readonly epoch: bigint;
    /** SHA-256 of the epoch's authenticator. */
    readonly authenticatorHash: Opaque;
    /** The last place in the log up to which the sender has everything. */
    readonly seen: LogPosition;
};

export const crossCheckCodec: ObjectCodec<CrossCheck> = {
    maxBytes: 256,
    read: (fields) => ({
        channel: fields.opaque(1, 16, 64),
        epoch: fields.big(2, 0n, ObjectLimits.maxLong),
        authenticatorHash: fields.opaque(3, 32),
        seen: readPosition(fields, 4),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        fields.opaque(1, value.channel);
        fields.number(2, value.epoch);
        fields.opaque(3, value.authenticatorHash);
        writePosition(fields, 4, value.seen);
    },
};
