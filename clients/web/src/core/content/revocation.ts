import type { CoSigned } from '../cbor/coSigned.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import type { SignedCodec } from '../cbor/signedCodec.ts';
import { readAdmission, writeAdmission, type Admission } from '../trust/admission.ts';
import type { DialogueId } from '../trust/dialogueId.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { SigningLabels } from '../trust/signingLabels.ts';
import { readDialogue, readHash, readHour } from '../trust/trustFields.ts';
import type { UnixHour } from '../trust/unixHour.ts';

/** Cuts off one device, or a person with all devices; signed by two who know the person, as the Charter's device rule says. */
export type Revocation = Extensible & {
    readonly dialogue: DialogueId;
    /** The version in force. */
    readonly charter: ObjectHash;
    /** An admission of the device or person. */
    readonly target: CoSigned<Admission>;
    /** Whether all of the person's devices are meant. */
    readonly wholePerson: boolean;
    /** When; it does not touch admissions of a person's other devices that begin later. */
    readonly hour: UnixHour;
};

export const revocationCodec: SignedCodec<Revocation> = {
    maxBytes: 4096,
    label: SigningLabels.revocation,
    read: (fields) => ({
        dialogue: readDialogue(fields, 1),
        charter: readHash(fields, 2),
        target: readAdmission(fields, 3),
        wholePerson: fields.number(4, 0, 1) === 1,
        hour: readHour(fields, 5),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        fields.opaque(1, value.dialogue);
        fields.opaque(2, value.charter);
        writeAdmission(fields, 3, value.target);
        fields.number(4, value.wholePerson ? 1 : 0);
        fields.number(5, value.hour);
    },
};

/** Whether an admission is revoked by it. A revoked device key never returns. */
export function revocationCovers(revocation: Revocation, admission: Admission): boolean {
    const target = revocation.target.body;
    if (admission.device === target.device) return true;
    return revocation.wholePerson && admission.person === target.person && admission.notBefore <= revocation.hour;
}
