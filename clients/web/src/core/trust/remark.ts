import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import type { ObjectHash } from './objectHash.ts';
import { RemarkKind } from './remarkKind.ts';
import { readHash, readHour } from './trustFields.ts';
import type { UnixHour } from './unixHour.ts';

/** Something said about a paper before it is signed or takes effect. */
export type Remark = Extensible & {
    /** The paper's id. */
    readonly paper: ObjectHash;
    readonly kind: RemarkKind;
    /** Up to 1000 characters. */
    readonly text: string;
    readonly hour: UnixHour;
};

export const remarkCodec: ObjectCodec<Remark> = {
    maxBytes: 4608,
    read: (fields) => ({
        paper: readHash(fields, 1),
        kind: fields.choice(2, RemarkKind),
        text: fields.text(3, 0, 1000),
        hour: readHour(fields, 4),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        fields.opaque(1, value.paper);
        fields.number(2, value.kind);
        fields.text(3, value.text);
        fields.number(4, value.hour);
    },
};
