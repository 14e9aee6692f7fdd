import { opaqueOf } from '../cbor/opaque.ts';
import type { Admission } from '../trust/admission.ts';
import type { DialogueId } from '../trust/dialogueId.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import type { Officer } from '../trust/officer.ts';
import type { PersonTag } from '../trust/personTag.ts';
import { hoursAfter, type UnixHour } from '../trust/unixHour.ts';

/** How long a founder's admission holds: 400 days, longer than any renewal is put off. */
const admissionHours = 400 * 24;

/** The admission of an officer under version 1, whose id is the dialogue's. */
export function founderAdmission(charter: ObjectHash, { key, party, roles }: Officer, now: UnixHour): Admission {
    return {
        dialogue: charter as string as DialogueId,
        charter,
        person: opaqueOf<PersonTag>(crypto.getRandomValues(new Uint8Array(16))),
        device: key,
        party,
        roles,
        notBefore: now,
        notAfter: hoursAfter(now, admissionHours),
        limits: undefined,
        earlier: undefined,
    };
}
