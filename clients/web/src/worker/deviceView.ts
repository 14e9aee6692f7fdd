import { appliedLink } from '../core/devices/appliedLink.ts';
import { opaqueOf } from '../core/cbor/opaque.ts';
import type { DeviceState } from '../core/devices/deviceState.ts';
import type { DeviceSession } from '../core/sync/deviceSession.ts';
import type { Charter } from '../core/trust/charter.ts';
import { computeDigits } from '../core/trust/digits.ts';
import { parseFoundingLink, type FoundingLink } from '../core/trust/foundingLink.ts';
import type { Invitation } from '../core/trust/invitation.ts';
import type { ObjectHash } from '../core/trust/objectHash.ts';
import type { PartyCode } from '../core/trust/partyCode.ts';
import { Roles } from '../core/trust/roles.ts';
import { roleList } from '../core/trust/roleWords.ts';
import { timeOf } from '../core/trust/unixHour.ts';
import type { DeviceView, FoundingLinkView, InvitationView, PartyView } from './api.ts';

/** What somebody is invited as, in whatever the device stands on. */
type Capacity = { readonly party: PartyCode | undefined; readonly roles: Roles; readonly title?: string };

/** How this device stands, from what is stored; the relay is not asked. */
export async function deviceView(session: DeviceSession): Promise<DeviceView> {
    const { device, charters, admission } = session;
    const capacity = await promised(device);
    const { party, roles } = admission?.body ?? capacity;
    return {
        // Either way something waits here until there is a connection.
        stage: device.stage === 'founding' ? 'asking' : device.stage,
        name: device.name,
        dialogue: charters?.head.title ?? capacity.title ?? '',
        party: charters && partyView(charters.head, party),
        roles: roleList(roles),
        relay: device.relay,
        digits: digitsOf(session),
        groundRules: Object.fromEntries((charters?.head.groundRules ?? []).map(({ language, text }) => [language, text])),
        declinedBecause: device.application?.reason,
        isOpener: device.management !== undefined,
    };
}

/** What an invitation says before anything is sent. */
export function invitationView(link: Invitation | FoundingLink, usable: InvitationView['usable']): InvitationView {
    const { relay, party, roles, expiresAt } = link;
    return { relay, party, roles: roleList(roles), expiresAt: timeOf(expiresAt), usable };
}

/** What a founding link says before anything is sent. */
export function foundingLinkView(link: FoundingLink, usable: InvitationView['usable']): FoundingLinkView {
    return { ...invitationView(link, usable), title: link.title };
}

/** What the own link promised, or the first founder planned. */
async function promised({ application, foundingAnswer, plan }: DeviceState): Promise<Capacity> {
    if (plan !== undefined) return plan;
    if (foundingAnswer !== undefined) return parseFoundingLink(foundingAnswer.link);
    const applied = application && (await appliedLink(application));
    return applied?.invitation ?? { party: undefined, roles: Roles.none };
}

function digitsOf({ device, charters }: DeviceSession): readonly string[] | undefined {
    const { requestId, nonce } = device.application ?? {};
    if (!charters || !requestId || !nonce) return undefined;
    return computeDigits(charters.dialogue, opaqueOf<ObjectHash>(requestId), nonce);
}

function partyView(charter: Charter, code: PartyCode | undefined): PartyView | undefined {
    const mark = charter.parties.findIndex((party) => party.code === code);
    const party = charter.parties[mark];
    return party && { code: party.code, title: party.title, mark };
}
