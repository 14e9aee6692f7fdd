import { opaqueOf } from '../core/cbor/opaque.ts';
import type { DeviceSession } from '../core/sync/deviceSession.ts';
import type { Charter } from '../core/trust/charter.ts';
import { computeDigits } from '../core/trust/digits.ts';
import { parseInvitation, type Invitation } from '../core/trust/invitation.ts';
import type { ObjectHash } from '../core/trust/objectHash.ts';
import type { PartyCode } from '../core/trust/partyCode.ts';
import { roleList } from '../core/trust/roleWords.ts';
import { timeOf } from '../core/trust/unixHour.ts';
import type { DeviceView, InvitationView, PartyView } from './api.ts';

/** How this device stands, from what is stored; the relay is not asked. */
export async function deviceView(session: DeviceSession): Promise<DeviceView> {
    const { device, charters, admission } = session;
    const asked = await parseInvitation(device.application.link);
    const { party, roles } = admission?.body ?? asked;
    return {
        stage: device.stage,
        name: device.name,
        dialogue: charters?.head.title ?? '',
        party: charters && partyView(charters.head, party),
        roles: roleList(roles),
        relay: device.relay,
        digits: digitsOf(session),
        groundRules: Object.fromEntries((charters?.head.groundRules ?? []).map(({ language, text }) => [language, text])),
        declinedBecause: device.application.reason,
    };
}

/** What an invitation says before anything is sent. */
export function invitationView(invitation: Invitation, usable: InvitationView['usable']): InvitationView {
    const { relay, party, roles, expiresAt } = invitation;
    return { relay, party, roles: roleList(roles), expiresAt: timeOf(expiresAt), usable };
}

function digitsOf({ device, charters }: DeviceSession): readonly string[] | undefined {
    const { requestId, nonce } = device.application;
    if (!charters || !requestId || !nonce) return undefined;
    return computeDigits(charters.dialogue, opaqueOf<ObjectHash>(requestId), nonce);
}

function partyView(charter: Charter, code: PartyCode | undefined): PartyView | undefined {
    const mark = charter.parties.findIndex((party) => party.code === code);
    const party = charter.parties[mark];
    return party && { code: party.code, title: party.title, mark };
}
