import type { ChannelDescriptor } from '../content/channelDescriptor.ts';
import { ChannelKind } from '../content/channelKind.ts';
import type { ChannelPolicy } from '../content/channelPolicy.ts';
import { longestDays } from '../policy/policyRules.ts';
import { partyCodesOf } from '../trust/charter.ts';
import type { CharterChain } from '../trust/charterChain.ts';
import type { PartyCode } from '../trust/partyCode.ts';
import { ChannelFailure } from './channelFailure.ts';

/** For whom a new channel is. */
export type ChannelPlace =
    | { readonly kind: Exclude<keyof typeof kinds, 'caucus'> }
    /** Of one side's own people, and of neutral facilitators and interpreters; `side` is a code of the Charter. */
    | { readonly kind: 'caucus'; readonly side: string };

/** What a new channel is to be; a title has 1 to 128 characters, and a working group may have more of one side only if that is said. */
export type ChannelPlan = ChannelPlace & { readonly title: string; readonly unbalanced?: boolean };

const kinds = {
    plenary: ChannelKind.plenary,
    caucus: ChannelKind.caucus,
    'working-group': ChannelKind.workingGroup,
    'private-line': ChannelKind.privateLine,
    commons: ChannelKind.commons,
    team: ChannelKind.team,
    desk: ChannelKind.desk,
    'text-desk': ChannelKind.textDesk,
} as const;

/** What members read of a new channel, beside who makes it. */
export type ChannelTerms = Pick<ChannelPolicy, 'title' | 'regime' | 'retentionDays'> & { readonly descriptor: ChannelDescriptor };

/** A plan under the Charter in force. @throws ChannelFailure when the Charter has no such side. */
export function termsOf(charters: CharterChain, plan: ChannelPlan): ChannelTerms {
    const { defaultRegime: regime } = charters.head;
    const descriptor = describePlace(charters, plan);
    return { title: plan.title.normalize('NFC'), descriptor, regime, retentionDays: longestDays(descriptor.kind, charters.head) };
}

/** The channel as its group will state it. @throws ChannelFailure when the Charter has no such side. */
export function describePlace(charters: CharterChain, place: ChannelPlace): ChannelDescriptor {
    const party = place.kind === 'caucus' ? (place.side as PartyCode) : undefined;
    if (party !== undefined && !partyCodesOf(charters.head).includes(party)) throw new ChannelFailure('not-found');
    return { dialogue: charters.dialogue, kind: kinds[place.kind], party, suiteId: charters.head.suiteId };
}
