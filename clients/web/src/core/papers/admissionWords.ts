import type { PartyView } from '../channels/views.ts';
import type { Admission } from '../trust/admission.ts';
import type { CharterChain } from '../trust/charterChain.ts';
import type { Charter } from '../trust/charter.ts';
import type { PartyCode } from '../trust/partyCode.ts';
import { roleList } from '../trust/roleWords.ts';
import { timeOf } from '../trust/unixHour.ts';
import type { CapacityView } from './views.ts';

/** What an admission says, for the page to put into words. */
export function capacityView({ party, roles, notBefore, notAfter, device, limits }: Admission, charters?: CharterChain): CapacityView {
    return {
        party: charters && partyView(charters.head, party),
        roles: roleList(roles),
        from: timeOf(notBefore),
        until: timeOf(notAfter),
        device,
        listensOnly: limits?.listensOnly ?? false,
        channels: limits === undefined || limits.channels.length === 0 ? undefined : limits.channels.length,
    };
}

/** A side as the Charter names it; undefined for neutral people. */
export function partyView(charter: Charter, code: PartyCode | undefined): PartyView | undefined {
    const mark = charter.parties.findIndex((party) => party.code === code);
    const party = charter.parties[mark];
    return party && { code: party.code, title: party.title, mark };
}
