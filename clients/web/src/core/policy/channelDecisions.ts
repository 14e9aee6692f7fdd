import { ChannelKind } from '../content/channelKind.ts';
import type { Admission } from '../trust/admission.ts';
import { Roles } from '../trust/roles.ts';

/** What somebody may or may not do in a channel. */
export const ChannelAct = {
    /** Be in it and read. */
    join: 1,
    create: 2,
    /** Commit the Add of somebody who was not in it. */
    addMember: 3,
    /** Commit a Remove that has its reason in the log. */
    removeMember: 4,
    /** Commit a device's swap for a fresh leaf of its own. */
    swapLeaf: 5,
    /** Commit nothing but fresh keys. */
    renewKeys: 6,
    /** Post words. */
    postText: 7,
    /** Post the own name and card. */
    postProfile: 8,
    postPolicy: 9,
    /** Post the Charter's versions. */
    postCharter: 10,
    /** Post a removal order that bears its signatures. */
    postRemovalOrder: 11,
    /** Post a revocation that bears its signatures. */
    postRevocation: 12,
    /** Post how far one has read. */
    postSeen: 13,
    /** Post that one leaves. */
    leave: 14,
    /** Void a commit that every device refuses. */
    supersede: 15,
    /** Post that somebody was admitted to the dialogue. */
    postAdmissionNotice: 16,
    /** Put a version of the single text. */
    postSingleText: 17,
    /** Say or hand over other words for a clause. */
    postBracket: 18,
    /** Let all sides read a bracket. */
    releaseBracket: 19,
    /** Mark own words as cleared. */
    clearWords: 20,
} as const;
export type ChannelAct = (typeof ChannelAct)[keyof typeof ChannelAct];

/** Why an act is refused. */
export type ActRefusal =
    | 'none'
    /** Organizers read no channels for that role alone. */
    | 'organizersReadNoChannels'
    /** This role is not in channels of this kind. */
    | 'roleNotInThisKind'
    | 'needsFacilitator'
    /** This person listens only. */
    | 'listensOnly'
    /** This version knows no channels of this kind. */
    | 'kindNotSupported'
    /** This act has its place in channels of another kind. */
    | 'notInThisKind'
    /** It is said for a side. */
    | 'needsParticipant';

const caucusMembers = Roles.participant | Roles.facilitator | Roles.interpreter;

const team = Roles.facilitator | Roles.interpreter | Roles.rapporteur;

const membersOf: ReadonlyMap<ChannelKind, Roles> = new Map<ChannelKind, Roles>([
    [ChannelKind.plenary, caucusMembers | Roles.rapporteur | Roles.observer],
    [ChannelKind.caucus, caucusMembers],
    [ChannelKind.privateLine, caucusMembers],
    [ChannelKind.workingGroup, caucusMembers | Roles.rapporteur],
    [ChannelKind.commons, caucusMembers],
    [ChannelKind.team, team],
    [ChannelKind.textDesk, team],
    [ChannelKind.desk, Roles.organizer | Roles.facilitator],
]);

const facilitatorsActs: readonly ChannelAct[] = [
    ChannelAct.create,
    ChannelAct.addMember,
    ChannelAct.postPolicy,
    ChannelAct.supersede,
    ChannelAct.postAdmissionNotice,
    ChannelAct.postSingleText,
    ChannelAct.releaseBracket,
];

const speaking: readonly ChannelAct[] = [ChannelAct.postText, ChannelAct.clearWords, ChannelAct.postBracket];

/** C8, C9: words of a caucus reach the other side through a facilitator only. */
const onlyIn: ReadonlyMap<ChannelAct, readonly ChannelKind[]> = new Map<ChannelAct, readonly ChannelKind[]>([
    [ChannelAct.postSingleText, [ChannelKind.plenary]],
    [ChannelAct.releaseBracket, [ChannelKind.plenary]],
    [ChannelAct.postBracket, [ChannelKind.caucus, ChannelKind.privateLine]],
]);

/**
 * The decision table, role by act by kind of channel, for somebody with several roles: what one role allows is allowed.
 * tests/vectors/policy/decisions.json lists every cell; both clients run it.
 */
export function decide(roles: Roles, act: ChannelAct, kind: ChannelKind): ActRefusal {
    const members = membersOf.get(kind);
    if (members === undefined) return 'kindNotSupported';
    if ((roles & members) === 0) return roles === Roles.organizer ? 'organizersReadNoChannels' : 'roleNotInThisKind';
    // Who speaks for themselves is no third party, but for a facilitator, whom the Charter names as one.
    const speaksForSelf = (roles & (Roles.participant | Roles.facilitator)) === Roles.participant;
    if (members === team && speaksForSelf) return 'roleNotInThisKind';
    if (onlyIn.get(act)?.includes(kind) === false) return 'notInThisKind';
    if (act === ChannelAct.postBracket) return (roles & Roles.participant) !== 0 ? 'none' : 'needsParticipant';
    if (facilitatorsActs.includes(act)) return (roles & Roles.facilitator) !== 0 ? 'none' : 'needsFacilitator';
    if (speaking.includes(act)) return (roles & members & ~Roles.observer) !== 0 ? 'none' : 'listensOnly';
    return 'none';
}

/** Decides for a valid admission: its limits count too. */
export function decideFor(admission: Admission, act: ChannelAct, kind: ChannelKind): ActRefusal {
    const refusal = decide(admission.roles, act, kind);
    return refusal === 'none' && speaking.includes(act) && admission.limits?.listensOnly === true ? 'listensOnly' : refusal;
}
