import { decodeCoSigned, encodeCoSigned, type CoSigned } from '../cbor/coSigned.ts';
import { requireRule } from '../cbor/malformedObjectException.ts';
import type { Extensible, ObjectReader } from '../cbor/objectReader.ts';
import type { SignedCodec } from '../cbor/signedCodec.ts';
import { admissionCodec, cutReaches, maxCredentialBytes, readAdmission, writeAdmission, type Admission } from '../trust/admission.ts';
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
    /** When; it does not touch admissions of the person that begin later and extend none that does not. */
    readonly hour: UnixHour;
    /**
     * Admissions of the person's other devices: those that may sign as such. They travel in what is signed, because a channel judges by
     * what its own log says, and not every device of a person stands in every channel.
     */
    readonly others: readonly CoSigned<Admission>[];
};

/** The most admissions beside the target's. */
export const maxOthers = 3;

export const revocationCodec: SignedCodec<Revocation> = {
    maxBytes: 8192,
    label: SigningLabels.revocation,
    read: (fields) => ({
        dialogue: readDialogue(fields, 1),
        charter: readHash(fields, 2),
        target: readAdmission(fields, 3),
        wholePerson: fields.number(4, 0, 1) === 1,
        hour: readHour(fields, 5),
        others: readOthers(fields),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        fields.opaque(1, value.dialogue);
        fields.opaque(2, value.charter);
        writeAdmission(fields, 3, value.target);
        fields.number(4, value.wholePerson ? 1 : 0);
        fields.number(5, value.hour);
        if (value.others.length > 0)
            fields.byteStrings(
                6,
                value.others.map((other) => encodeCoSigned(admissionCodec, other)),
            );
    },
};

function readOthers(fields: ObjectReader): readonly CoSigned<Admission>[] {
    if (!fields.has(6)) return [];
    const others = fields.byteStrings(6, maxOthers, 1, maxCredentialBytes);
    requireRule(others.length > 0, 'an empty list of admissions is left out');
    return others.map((bytes) => decodeCoSigned(admissionCodec, bytes));
}

/**
 * Whether an admission is revoked by it. A revoked device key never returns. A revoked person returns by an admission that begins in a later
 * hour and extends no earlier one: what was made in the hour of the cut, or before it for a later hour, is cut off as well.
 */
export function revocationCovers(revocation: Revocation, admission: Admission): boolean {
    const target = revocation.target.body;
    if (admission.device === target.device) return true;
    return revocation.wholePerson && cutReaches(target.person, revocation.hour, admission);
}

/** The admissions that it carries, and the earlier ones inside them. */
export function carriedBy(revocation: Revocation): readonly CoSigned<Admission>[] {
    const carried: CoSigned<Admission>[] = [];
    for (const one of [revocation.target, ...revocation.others]) {
        for (let admission: CoSigned<Admission> | undefined = one; admission !== undefined; admission = admission.body.earlier) {
            carried.push(admission);
        }
    }
    return carried;
}
