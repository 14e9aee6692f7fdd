import type { ChannelDescriptor } from '../content/channelDescriptor.ts';
import { ChannelKind } from '../content/channelKind.ts';
import { maxMembers } from '../content/joinerPack.ts';
import { checkAdmission } from '../trust/admissionRules.ts';
import type { Admission } from '../trust/admission.ts';
import { deviceOf, type DeviceCredential } from '../trust/deviceCredential.ts';
import { Roles } from '../trust/roles.ts';
import { timeOf, type UnixHour } from '../trust/unixHour.ts';
import { ChannelAct, decideFor } from './channelDecisions.ts';
import { findLeaf, hasLeft, isCutOff, isRemovalDue, wasSwappedOn, type ChannelFacts, type RosterLeaf } from './channelFacts.ts';
import type { CommitAttempt } from './commitAttempt.ts';
import type { CommitVerdict } from './commitVerdict.ts';
import { findSwaps, type Swaps } from './swaps.ts';

/** The most Adds in one commit. */
export const maxAdds = 64;

const millisecondsPerHour = 3_600_000;

/**
 * The one verdict on a commit. It looks at the commit and at the channel's log before it, never at a clock or at news from elsewhere,
 * so that honest devices agree.
 */
export async function judgeCommit(commit: CommitAttempt, facts: ChannelFacts): Promise<CommitVerdict> {
    if (commit.hasOtherProposals) return 'otherProposals';
    const committer = findLeaf(facts, commit.committer);
    if (committer === undefined) return 'unknownCommitter';
    if (commit.hour < facts.lastHour) return 'hourGoesBack';
    if (isRemovalDue(facts, committer.credential, commit.hour)) return 'committerCutOff';
    const swaps = findSwaps(commit, facts);
    const removes = judgeRemoves(commit, facts, swaps);
    if (removes !== 'accepted') return removes;
    const adds = await judgeAdds(commit, facts);
    return adds === 'accepted' ? judgeRights(commit, facts, swaps, committer.credential) : adds;
}

/** Whether a commit's hour is so far ahead of one's own clock, in milliseconds since 1970, that it must wait. */
export function mustWait(hour: UnixHour, now: number): boolean {
    return timeOf(hour) > now + millisecondsPerHour;
}

function judgeRemoves(commit: CommitAttempt, facts: ChannelFacts, swaps: Swaps): CommitVerdict {
    const found = commit.removes.map((leaf) => findLeaf(facts, leaf));
    if (new Set(commit.removes).size !== commit.removes.length || found.includes(undefined)) return 'removesNobody';
    if (commit.removes.includes(commit.committer)) return 'removesCommitter';
    const hasReason = ({ credential }: RosterLeaf) =>
        swaps.removed.has(credential) || isRemovalDue(facts, credential, commit.hour) || hasLeft(facts, credential);
    return (found as RosterLeaf[]).every(hasReason) ? 'accepted' : 'removalWithoutReason';
}

async function judgeAdds(commit: CommitAttempt, facts: ChannelFacts): Promise<CommitVerdict> {
    const staying = facts.roster.filter(({ leaf }) => !commit.removes.includes(leaf));
    const after = [...staying.map(({ credential }) => credential), ...commit.adds];
    if (commit.adds.length > maxAdds || after.length > maxMembers) return 'tooMany';
    if (new Set(after.map(deviceOf)).size !== after.length) return 'deviceTwice';
    for (const added of commit.adds) {
        const verdict = await judgeAdd(added, commit.hour, facts);
        if (verdict !== 'accepted') return verdict;
    }
    return 'accepted';
}

async function judgeAdd(added: DeviceCredential, hour: UnixHour, facts: ChannelFacts): Promise<CommitVerdict> {
    const admission = added.admission.body;
    if ((await checkAdmission(added.admission, facts.charters, hour)) !== 'none') return 'admissionRefused';
    if (isCutOff(facts, added.admission)) return 'admissionCutOff';
    if (decideFor(admission, ChannelAct.join, facts.descriptor.kind) !== 'none') return 'roleNotInThisKind';
    const only = admission.limits?.channels ?? [];
    if (only.length > 0 && !only.includes(facts.channel)) return 'anotherChannel';
    return fitsCaucus(admission, facts.descriptor) ? 'accepted' : 'anotherParty';
}

/** Whether somebody's side has a place: a caucus is for its own people, and for neutral facilitators and interpreters. */
export function fitsCaucus(admission: Admission, descriptor: ChannelDescriptor): boolean {
    const isNeutralHelper = admission.party === undefined && (admission.roles & (Roles.facilitator | Roles.interpreter)) !== 0;
    return descriptor.kind !== ChannelKind.caucus || admission.party === descriptor.party || isNeutralHelper;
}

function judgeRights(commit: CommitAttempt, facts: ChannelFacts, swaps: Swaps, committer: DeviceCredential): CommitVerdict {
    if (decideFor(committer.admission.body, ChannelAct.addMember, facts.descriptor.kind) === 'none') return 'accepted';
    const devices = commit.adds.map(deviceOf);
    if (devices.some((device) => !swaps.sameDevice.has(device))) return 'noRightToAdd';
    return devices.some((device) => wasSwappedOn(facts, commit.hour, device)) ? 'swappedToday' : 'accepted';
}
