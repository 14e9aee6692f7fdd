import type { CoSigned } from '../cbor/coSigned.ts';
import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import { readAdmission, writeAdmission, type Admission } from './admission.ts';
import type { ObjectHash } from './objectHash.ts';
import { relayPassCodec, type RelayPass } from './relayPass.ts';
import { readCharters, signedCharterChainCodec, writeCharters, type SignedCharterChain } from './signedCharterChain.ts';
import { readHash } from './trustFields.ts';

/** Tells an applicant that all signatures are there. */
export type AdmissionGranted = Extensible & {
    /** The request's id. */
    readonly request: ObjectHash;
    readonly admission: CoSigned<Admission>;
    /** The Charter as the officer knows it. */
    readonly charters: SignedCharterChain;
    /** A mailbox pass for a further device of the person; undefined when the officer had none to give. Secret. */
    readonly spare: RelayPass | undefined;
};

export const admissionGrantedCodec: ObjectCodec<AdmissionGranted> = {
    maxBytes: signedCharterChainCodec.maxBytes + 4096,
    read: (fields) => ({
        request: readHash(fields, 1),
        admission: readAdmission(fields, 2),
        charters: readCharters(fields, 3),
        spare: fields.has(4) ? fields.object(4, relayPassCodec) : undefined,
        ...fields.finish(),
    }),
    write: (fields, value) => {
        fields.opaque(1, value.request);
        writeAdmission(fields, 2, value.admission);
        writeCharters(fields, 3, value.charters);
        fields.object(4, relayPassCodec, value.spare);
    },
};
