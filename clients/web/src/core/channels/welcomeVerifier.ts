import { requireRule } from '../cbor/malformedObjectException.ts';
import { encodeCoSigned } from '../cbor/coSigned.ts';
import { encodeObject } from '../cbor/objectCodec.ts';
import { encodeSigned } from '../cbor/signedCodec.ts';
import type { ChannelKind } from '../content/channelKind.ts';
import type { JoinerPack } from '../content/joinerPack.ts';
import { policyContentCodec } from '../content/lastingContent.ts';
import { profileBelongs, profileCodec } from '../content/profile.ts';
import { revocationCodec } from '../content/revocation.ts';
import type { WelcomePart } from '../content/welcomePart.ts';
import type { MlsGroup } from '../mls/groups/mlsGroup.ts';
import { ChannelAct, decideFor } from '../policy/channelDecisions.ts';
import { fitsCaucus, mustWait } from '../policy/commitRules.ts';
import { checkPolicyAlone } from '../policy/policyRules.ts';
import { checkByItsCharter } from '../policy/removalRules.ts';
import type { RosterLeaf } from '../policy/channelFacts.ts';
import { idOfAdmission } from '../trust/admission.ts';
import { checkAdmissionSignatures } from '../trust/admissionRules.ts';
import { deviceOf } from '../trust/deviceCredential.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import type { UnixHour } from '../trust/unixHour.ts';
import { CharterChain } from '../trust/charterChain.ts';
import { signedCharterChainCodec } from '../trust/signedCharterChain.ts';
import { opaqueOf } from '../cbor/opaque.ts';
import { opaqueIdBytes, type ChannelId } from '../wire/opaqueId.ts';
import { describeChannel } from './channelGroup.ts';
import { newChannelState, type ChannelState } from './channelState.ts';
import { hourPatience } from './commitIntake.ts';
import { joinerSeal } from './joinerSeal.ts';
import { rosterOf } from './rosterReader.ts';

/** The greatest epoch that the relay's protocol can name. */
const greatestEpoch = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * What comes with a Welcome: a part of the bundle, the sender's device key, the own time, the Charter as this device has it, and whether
 * it answers a swap, which any member may commit.
 */
type Cover = {
    readonly part: WelcomePart;
    readonly sender: DeviceKey;
    readonly now: number;
    readonly known: CharterChain;
    readonly isSwap: boolean;
};

/**
 * What a joiner checks before it goes in: that the group is the one which the letter names, every leaf (the MLS engine did), Charter,
 * revocations, policy and names, and that somebody sent it who may add people.
 * @throws MalformedObjectException when the channel is not in order.
 */
export async function verifyWelcome(
    group: MlsGroup,
    pack: JoinerPack,
    { part, sender, now, known, isSwap }: Cover,
): Promise<VerifiedWelcome> {
    const id = opaqueOf<ChannelId>(group.groupId);
    requireRule(group.groupId.length === opaqueIdBytes && id === part.channel, 'a Welcome into another channel than its letter names');
    requireRule(group.epoch === part.epoch && group.epoch <= greatestEpoch, 'a Welcome into another epoch than its letter names');
    const hour = joinerSeal.check(group, pack);
    requireRule(!mustWait(hour, now + hourPatience), 'a Welcome of an hour far ahead');
    const descriptor = describeChannel(group);
    const charters = await CharterChain.verify(pack.charters);
    requireRule(charters instanceof CharterChain, 'a Charter that does not hold');
    requireRule(descriptor.dialogue === charters.dialogue, 'a channel of another dialogue');
    const roster = rosterOf(group.members);
    for (const revocation of pack.revocations) {
        requireRule((await checkByItsCharter(revocation, charters, [])) === 'none', 'a revocation that does not hold');
    }
    requireRule(new Set(roster.map((member) => deviceOf(member.credential))).size === roster.length, 'a device twice in one channel');
    requireRule(
        roster.every((member) => may(member, ChannelAct.join, descriptor.kind)),
        'a member whose role has no place in this channel',
    );
    requireRule(
        roster.every((member) => fitsCaucus(member.credential.admission.body, descriptor)),
        'a member of another side in a caucus',
    );
    const facts = {
        channel: id,
        descriptor,
        charters,
        roster,
        lastHour: hour,
        removalOrders: [],
        revocations: pack.revocations.map((one) => one.body),
        leavingLeafKeys: [],
        lastSwaps: new Map(),
    };
    const isPolicyInForce = pack.policy !== undefined && (await checkPolicyAlone(pack.policy, facts)) === 'none';
    requireRule(isPolicyInForce, 'a channel without a policy that holds');
    const by = roster.find(
        (member) => deviceOf(member.credential) === sender && (isSwap || may(member, ChannelAct.addMember, descriptor.kind)),
    );
    requireRule(by !== undefined, 'a Welcome from somebody who may not add people');
    await requireStillAdmitted(by, known.extend(charters));
    await requireProfiles(pack, id, roster);
    return { state: stateOf(id, pack, hour), by: idOfAdmission(by.credential.admission) };
}

/** A channel that is in order, before its place in the log is known, and the admission of who brings this device in. */
export type VerifiedWelcome = { readonly state: ChannelState; readonly by: ObjectHash };

function stateOf(id: ChannelId, pack: JoinerPack, hour: UnixHour): ChannelState {
    return {
        ...newChannelState({ id, phase: 'open', commitHour: hour, charters: encodeObject(signedCharterChainCodec, pack.charters) }),
        policy: pack.policy && encodeObject(policyContentCodec, pack.policy),
        profiles: pack.profiles.map((profile) => encodeSigned(profileCodec, profile)),
        revocations: pack.revocations.map((one) => encodeCoSigned(revocationCodec, one)),
    };
}

/** Whoever brings in is a facilitator still: an older Charter beside the Welcome does not make a retired one count. */
async function requireStillAdmitted({ credential }: RosterLeaf, newest: ReturnType<CharterChain['extend']>): Promise<void> {
    requireRule(newest instanceof CharterChain, 'the Charter of another dialogue');
    requireRule((await checkAdmissionSignatures(credential.admission, newest)) === 'none', 'a Welcome from somebody who is retired');
}

async function requireProfiles(pack: JoinerPack, channel: ChannelId, roster: readonly RosterLeaf[]): Promise<void> {
    for (const profile of pack.profiles) {
        const member = roster.find((one) => idOfAdmission(one.credential.admission) === profile.body.admission);
        const belongs = member !== undefined && (await profileBelongs(profile, channel, member.credential));
        requireRule(belongs, 'a name that nobody signed');
    }
}

function may({ credential }: RosterLeaf, act: ChannelAct, kind: ChannelKind): boolean {
    return decideFor(credential.admission.body, act, kind) === 'none';
}
