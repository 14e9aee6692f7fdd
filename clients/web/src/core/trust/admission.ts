import { decodeCoSigned, encodeCoSigned, type CoSigned } from '../cbor/coSigned.ts';
import { requireRule } from '../cbor/malformedObjectException.ts';
import type { Extensible, ObjectReader } from '../cbor/objectReader.ts';
import type { ObjectWriter } from '../cbor/objectWriter.ts';
import { idOfSigned, type SignedCodec } from '../cbor/signedCodec.ts';
import { admissionLimitsCodec, type AdmissionLimits } from './admissionLimits.ts';
import type { DeviceKey } from './deviceKey.ts';
import type { DialogueId } from './dialogueId.ts';
import type { ObjectHash } from './objectHash.ts';
import type { PartyCode } from './partyCode.ts';
import type { PersonTag } from './personTag.ts';
import type { Roles } from './roles.ts';
import { SigningLabels } from './signingLabels.ts';
import { optional, readDevice, readDialogue, readHash, readHour, readParty, readPerson, readRoles } from './trustFields.ts';
import type { UnixHour } from './unixHour.ts';

/** Says that one device of one person may enter the channels of a dialogue. */
export type Admission = Extensible & {
    readonly dialogue: DialogueId;
    /** The version whose rules the signatures meet. */
    readonly charter: ObjectHash;
    /** The person, the same for all devices. */
    readonly person: PersonTag;
    readonly device: DeviceKey;
    /** The person's party; undefined for neutral. */
    readonly party: PartyCode | undefined;
    /** What the person does, at least one. */
    readonly roles: Roles;
    /** The first hour; it enforces the objection window. */
    readonly notBefore: UnixHour;
    /** The first hour at which it is expired. */
    readonly notAfter: UnixHour;
    /** Where it holds; undefined for everywhere. */
    readonly limits: AdmissionLimits | undefined;
    /**
     * For a further or returning device: an earlier admission of the same person, which the device rule extends. Undefined for a first
     * device, which needs the admission rule.
     */
    readonly earlier: CoSigned<Admission> | undefined;
};

/** The longest credential, and with it the longest signed admission, in bytes. */
export const maxCredentialBytes = 2048;

export const admissionCodec: SignedCodec<Admission> = {
    maxBytes: 1800,
    label: SigningLabels.admission,
    read: (fields) => {
        const admission = {
            dialogue: readDialogue(fields, 1),
            charter: readHash(fields, 2),
            person: readPerson(fields, 3),
            device: readDevice(fields, 4),
            party: optional(fields, 5, readParty),
            roles: readRoles(fields, 6, 1),
            notBefore: readHour(fields, 7),
            notAfter: readHour(fields, 8),
            limits: fields.has(9) ? fields.object(9, admissionLimitsCodec) : undefined,
            earlier: optional(fields, 10, readAdmission),
        };
        requireRule(admission.notBefore < admission.notAfter, 'an admission ends after it begins');
        return { ...admission, ...fields.finish() };
    },
    write: (fields, value) => {
        fields.opaque(1, value.dialogue);
        fields.opaque(2, value.charter);
        fields.opaque(3, value.person);
        fields.opaque(4, value.device);
        fields.text(5, value.party);
        fields.number(6, value.roles);
        fields.number(7, value.notBefore);
        fields.number(8, value.notAfter);
        fields.object(9, admissionLimitsCodec, value.limits);
        writeAdmission(fields, 10, value.earlier);
    },
};

/**
 * Whether a cut of a whole person reaches an admission: one that begins by the hour of the cut, and every device that came by one of these,
 * whenever it begins. Nobody can tell what was signed first within an hour, so that the whole of it belongs to the cut.
 */
export function cutReaches(person: PersonTag, hour: UnixHour, admission: Admission): boolean {
    if (admission.person !== person) return false;
    return admission.notBefore <= hour || (admission.earlier !== undefined && cutReaches(person, hour, admission.earlier.body));
}

/** The admission's hash. */
export function idOfAdmission(admission: CoSigned<Admission>): ObjectHash {
    return idOfSigned(admissionCodec, admission);
}

export function readAdmission(fields: ObjectReader, key: number): CoSigned<Admission> {
    return decodeCoSigned(admissionCodec, fields.bytes(key, 1, maxCredentialBytes));
}

export function writeAdmission(fields: ObjectWriter, key: number, value: CoSigned<Admission> | undefined): void {
    if (value !== undefined) fields.bytes(key, encodeCoSigned(admissionCodec, value));
}
