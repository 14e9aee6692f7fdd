import type { Admission } from '../trust/admission.ts';
import { partyCodesOf, type Charter } from '../trust/charter.ts';
import { Roles } from '../trust/roles.ts';

/**
 * Whether each side of the Charter has as many participants (practice C25); a person with two devices counts once, facilitators guide. No
 * verdict hangs on it, for people leave one at a time: whoever opens or fills a working group is stopped until they say that it shall be so.
 */
export function isEven(people: readonly Admission[], charter: Charter): boolean {
    const speaking = people.filter(({ roles }) => (roles & (Roles.participant | Roles.facilitator)) === Roles.participant);
    const counts = partyCodesOf(charter).map((code) => new Set(speaking.flatMap((one) => (one.party === code ? [one.person] : []))).size);
    return new Set(counts).size < 2;
}
