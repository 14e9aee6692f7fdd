import { idOfObject } from '../cbor/objectCodec.ts';
import type { Admission } from '../trust/admission.ts';
import { charterCodec, findOfficer, type Charter } from '../trust/charter.ts';
import type { Contact } from '../trust/contact.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { FoundingLink } from '../trust/foundingLink.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import type { Officer } from '../trust/officer.ts';
import { hoursAfter, type UnixHour } from '../trust/unixHour.ts';
import { unmetRule } from './charterCheck.ts';

// What version 1 of a Charter and the admissions beside it must say before a founder may sign them: what the own link promised, one
// admission for each officer and for nobody else, and rules that these officers can meet.

const mostHoursAhead = 24;

/** Whether they hang together, whoever signed; `contacts` are the founders' mailboxes, `now` is the own clock. */
export function hangTogether(charter: Charter, admissions: readonly Admission[], contacts: readonly Contact[], now: UnixHour): boolean {
    const id = idOfObject(charterCodec, charter);
    return (
        charter.version === 1 &&
        charter.survivingAdmissions.length === 0 &&
        charter.createdAt <= hoursAfter(now, mostHoursAhead) &&
        unmetRule(charter) === undefined &&
        admissions.length === charter.officers.length &&
        new Set(admissions.map(({ person }) => person)).size === admissions.length &&
        charter.officers.every((officer) => admissions.some((admission) => isFor(officer, admission, charter, id))) &&
        charter.officers.every(({ key }) => contacts.some(({ device }) => device === key))
    );
}

/** Whether the Charter gives this founder what the link said, under the first founder's own key in it. */
export function keepsTheLink(charter: Charter, link: FoundingLink, own: DeviceKey): boolean {
    const officer = findOfficer(charter, own);
    return (
        charter.title === link.title &&
        findOfficer(charter, link.inviter) !== undefined &&
        officer !== undefined &&
        officer.party === link.party &&
        officer.roles === link.roles
    );
}

function isFor(officer: Officer, admission: Admission, charter: Charter, id: ObjectHash): boolean {
    return (
        admission.device === officer.key &&
        admission.charter === id &&
        (admission.dialogue as string) === id &&
        admission.party === officer.party &&
        admission.roles === officer.roles &&
        admission.limits === undefined &&
        admission.earlier === undefined &&
        admission.notBefore <= hoursAfter(charter.createdAt, mostHoursAhead)
    );
}
