import type { Bytes } from '../bytes.ts';
import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import type { ObjectHash } from './objectHash.ts';
import { readHash } from './trustFields.ts';

/** Tells whoever made a link that the digits differed on the applicant's side. */
export type DigitsDiffer = Extensible & {
    /** The applicant's own request, which may not be the one that arrived. */
    readonly request: ObjectHash;
    /** The link's secret: nobody else is believed, and the request that did arrive is found by it. */
    readonly secret: Bytes;
};

export const digitsDifferCodec: ObjectCodec<DigitsDiffer> = {
    maxBytes: 256,
    read: (fields) => ({ request: readHash(fields, 1), secret: fields.bytes(2, 32), ...fields.finish() }),
    write: (fields, value) => {
        fields.opaque(1, value.request);
        fields.bytes(2, value.secret);
    },
};
