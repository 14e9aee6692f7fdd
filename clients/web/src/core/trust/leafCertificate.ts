import type { Extensible } from '../cbor/objectReader.ts';
import type { Opaque } from '../cbor/opaque.ts';
import type { SignedCodec } from '../cbor/signedCodec.ts';
import type { ObjectHash } from './objectHash.ts';
import { SigningLabels } from './signingLabels.ts';
import { readHash } from './trustFields.ts';

/** Ties a fresh MLS leaf key to an admission; signed by the admission's device. */
export type LeafCertificate = Extensible & {
    /** The leaf's signature public key, 32 to 133 bytes by suite. */
    readonly leafKey: Opaque;
    /** The admission's hash. */
    readonly admission: ObjectHash;
};

export const leafCertificateCodec: SignedCodec<LeafCertificate> = {
    maxBytes: 256,
    label: SigningLabels.leafCertificate,
    read: (fields) => ({ leafKey: fields.opaque(1, 32, 133), admission: readHash(fields, 2), ...fields.finish() }),
    write: (fields, value) => {
        fields.opaque(1, value.leafKey);
        fields.opaque(2, value.admission);
    },
};
