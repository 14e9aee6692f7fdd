import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import type { ObjectHash } from './objectHash.ts';
import { readHash } from './trustFields.ts';

/** Tells an applicant no. */
export type RequestDeclined = Extensible & {
    /** The request's id. */
    readonly request: ObjectHash;
    /** In the officer's words, at most 512 characters. */
    readonly reason: string;
};

export const requestDeclinedCodec: ObjectCodec<RequestDeclined> = {
    maxBytes: 4096,
    read: (fields) => ({ request: readHash(fields, 1), reason: fields.text(2, 0, 512), ...fields.finish() }),
    write: (fields, value) => {
        fields.opaque(1, value.request);
        fields.text(2, value.reason);
    },
};
