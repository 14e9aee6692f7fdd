import type { CoSigned } from '../cbor/coSigned.ts';
import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import { readAdmission, writeAdmission, type Admission } from '../trust/admission.ts';
import { readName } from '../trust/trustFields.ts';

/** Tells a channel of somebody who was admitted to the dialogue, before that person can be added anywhere. */
export type AdmissionNotice = Extensible & {
    readonly type: 'admissionNotice';
    /** With all its signatures. */
    readonly admission: CoSigned<Admission>;
    /** The name the person chose. */
    readonly name: string;
};

export const admissionNoticeCodec: ObjectCodec<AdmissionNotice> = {
    maxBytes: 4096,
    read: (fields) => ({ type: 'admissionNotice', admission: readAdmission(fields, 1), name: readName(fields, 2), ...fields.finish() }),
    write: (fields, value) => {
        writeAdmission(fields, 1, value.admission);
        fields.text(2, value.name);
    },
};
