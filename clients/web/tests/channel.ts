import { ChannelKind } from '../src/core/content/channelKind.ts';
import type { RemovalOrder } from '../src/core/content/removalOrder.ts';
import type { Revocation } from '../src/core/content/revocation.ts';
import type { ChannelFacts } from '../src/core/policy/channelFacts.ts';
import type { CommitAttempt } from '../src/core/policy/commitAttempt.ts';
import { idOfAdmission } from '../src/core/trust/admission.ts';
import type { DeviceCredential } from '../src/core/trust/deviceCredential.ts';
import type { PartyCode } from '../src/core/trust/partyCode.ts';
import { Roles } from '../src/core/trust/roles.ts';
import { hoursAfter } from '../src/core/trust/unixHour.ts';
import { world } from './samples.ts';
import { channel, coast, facilitator, hill, now } from './world.ts';

/** A channel with a facilitator at leaf 0 and participants of both parties at 1 and 2. */
export const marek = 21;
export const leyla = 22;
export const newcomer = 23;
export const hour = hoursAfter(now, 10);

const roster = [
    { leaf: 0, credential: await world.credential(facilitator, undefined, Roles.facilitator) },
    { leaf: 1, credential: await world.credential(marek, hill, Roles.participant) },
    { leaf: 2, credential: await world.credential(leyla, coast, Roles.participant) },
];

export function factsOf(kind: ChannelKind = ChannelKind.plenary): ChannelFacts {
    const party = kind === ChannelKind.caucus ? hill : undefined;
    return {
        channel,
        descriptor: { dialogue: world.charters.dialogue, kind, party, suiteId: 3 },
        charters: world.charters,
        roster,
        lastHour: hoursAfter(now, 5),
        removalOrders: [],
        revocations: [],
        leavingLeafKeys: [],
        lastSwaps: new Map(),
    };
}

export function commitBy(committer: number, adds: readonly DeviceCredential[] = [], removes: readonly number[] = []): CommitAttempt {
    return { committer, hour, adds, removes, hasOtherProposals: false };
}

export function personOf(
    person: number,
    party: PartyCode = hill,
    roles: Roles = Roles.participant,
    leaf = 0x88,
): Promise<DeviceCredential> {
    return world.credential(person, party, roles, leaf);
}

const { dialogue, headId } = world.charters;

export function orderFor(credential: DeviceCredential): RemovalOrder {
    const admission = idOfAdmission(credential.admission);
    return { dialogue, charter: headId, channel: undefined, admission, person: undefined, reason: 'Agreed', hour };
}

export function revocationOf(credential: DeviceCredential, wholePerson = false): Revocation {
    return { dialogue, charter: headId, target: credential.admission, wholePerson, hour, others: [] };
}
