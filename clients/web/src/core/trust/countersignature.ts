import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import { keySignatureCodec, type KeySignature } from './keySignature.ts';
import type { ObjectHash } from './objectHash.ts';
import { maxPaperObjects } from './proposal.ts';
import { readHash } from './trustFields.ts';

/** One device's signatures under a paper. */
export type Countersignature = Extensible & {
    /** The paper's id. */
    readonly paper: ObjectHash;
    /** One for each object, in their order, all by the letter's sender. */
    readonly signatures: readonly KeySignature[];
};

export const countersignatureCodec: ObjectCodec<Countersignature> = {
    maxBytes: 4096,
    read: (fields) => ({
        paper: readHash(fields, 1),
        signatures: fields.objects(2, keySignatureCodec, 1, maxPaperObjects),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        fields.opaque(1, value.paper);
        fields.objects(2, keySignatureCodec, value.signatures);
    },
};
