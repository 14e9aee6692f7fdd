import type { RegimeWord } from '../trust/regime.ts';
import type { RoleWord } from '../trust/roleWords.ts';

// What of channels is shown; part of the worker's api, and words to render only.

/** What a channel is for. */
export type ShownKind = 'plenary' | 'caucus' | 'private-line' | 'working-group' | 'team' | 'desk' | 'quiet-line' | 'commons' | 'text-desk';

/** Why a channel is stopped. */
type StopView = 'removed' | 'different-histories' | 'change-refused';

/** A side; `mark` is its place in the Charter, 0 first, and chooses shape and tint. */
export type PartyView = { readonly code: string; readonly title: string; readonly mark: number };

/** How many people of a side read a channel. */
export type ReaderCount = { readonly party: PartyView | undefined; readonly count: number };

/** Nobody writes until then, but for facilitators. */
export type PauseView = { readonly reason: string; readonly until: number };

/** A channel in the list. */
export type ChannelView = {
    readonly id: string;
    readonly title: string;
    readonly kind: ShownKind;
    /** `posts-closed`: what is written waits; `closed`: for good. */
    readonly state: 'open' | 'posts-closed' | 'closed' | 'removed' | 'stopped';
    /** Why it is stopped. */
    readonly problem: StopView | undefined;
    readonly readers: readonly ReaderCount[];
    readonly people: number;
    /** Whether a steward must sign every change of who is in it. */
    readonly stewardSigns: boolean;
    /** Whether this device is a steward of it. */
    readonly isSteward: boolean;
    /** How many of the other devices nobody verified here. */
    readonly unverified: number;
    /** SHA-256 of the epoch authenticator, hexadecimal: the same for all members of the epoch, and no secret. Empty when removed. */
    readonly authenticator: string;
    /** Seconds between two messages of one member; 0 for none. */
    readonly slowModeSeconds: number;
    /** The pause that was announced last; it may be over. */
    readonly pause: PauseView | undefined;
    readonly party: PartyView | undefined;
    readonly unread: number;
    readonly waiting: number;
    readonly last: { readonly from: string; readonly text: string; readonly at: number } | undefined;
};

/** A device in a channel, and what this device's owner made sure of. */
export type MemberView = {
    /** The device key, lower-case hexadecimal. */
    readonly device: string;
    /** Empty while no profile has arrived. */
    readonly name: string;
    readonly party: PartyView | undefined;
    readonly roles: readonly RoleWord[];
    /** `lost`: the person was verified with another device. */
    readonly verification: 'self' | 'verified' | 'unverified' | 'lost';
    /** How this device was verified, and when; undefined when it was not. */
    readonly compared: { readonly how: 'digits' | 'scan'; readonly at: number } | undefined;
    /** Of a further or returning device: who let it in, as far as they stand in the channel. Undefined for a person's first. */
    readonly vouchers: readonly string[] | undefined;
    /** Whether the admission ended, so that it is taken out next. */
    readonly isDue: boolean;
};

/** What a device that was cut off could read, as far as this device saw it. */
export type ExposureView = {
    /** The channel's title. */
    readonly channel: string;
    /** Whose device; empty when the name never arrived. */
    readonly name: string;
    /** The device key, lower-case hexadecimal. */
    readonly device: string;
    /** Undefined when it was there before this device. */
    readonly from: number | undefined;
    /** Undefined while it stands there. */
    readonly until: number | undefined;
};

/** What is compared to make sure of everybody in a channel, or of one device in it. */
export type VerificationView = {
    /** Five groups of four digits, always from left to right. */
    readonly digits: readonly string[];
    /** What a QR code holds, to be scanned from the other's screen. */
    readonly scan: string;
    /** Everybody in the channel. */
    readonly members: readonly MemberView[];
};

/** A line of the channel itself, worded by the page. */
export type Notice =
    | {
          readonly type: 'joined' | 'added' | 'renewed' | 'removed' | 'left' | 'device-cut' | 'person-cut';
          readonly by: string;
          readonly people: readonly string[];
      }
    /** A person came with a further device; the vouchers are those of its signers who stand in the channel. */
    | { readonly type: 'device'; readonly by: string; readonly people: readonly string[]; readonly vouchers: readonly string[] }
    /** Somebody was admitted to the dialogue, from a time on. */
    | {
          readonly type: 'admitted';
          readonly people: readonly string[];
          readonly party: PartyView | undefined;
          readonly roles: readonly RoleWord[];
          readonly from: number;
      }
    /** What a facilitator set for the channel. */
    | { readonly type: 'paused'; readonly by: string; readonly reason: string; readonly until: number }
    | { readonly type: 'resumed'; readonly by: string }
    | { readonly type: 'renamed'; readonly by: string; readonly title: string }
    | { readonly type: 'slowed'; readonly by: string; readonly seconds: number }
    /** What somebody did with the single text, by the number of a version or a clause; the side is that of a released bracket. */
    | {
          readonly type: 'text-put' | 'bracketed' | 'handed' | 'bracket-released';
          readonly by: string;
          readonly number: number;
          readonly party: PartyView | undefined;
      }
    /** Another version of the Charter holds from here on. */
    | { readonly type: 'amended'; readonly version: number }
    | { readonly type: 'undone' }
    /** What a steward set for the channel. */
    | { readonly type: 'demanded' | 'released' | 'posts-closed' | 'posts-opened' | 'shortened' | 'closed' | 'steward-added' }
    /** This device could not read on and was renewed: what was said in between is not here. */
    | { readonly type: 'missed' }
    /** A message that the relay no longer keeps. */
    | { readonly type: 'expired' }
    /** The relay showed a message a second time. */
    | { readonly type: 'repeated' }
    /** A message that could not be read; an act that the author's role does not allow, or that does not hold. All were left out. */
    | { readonly type: 'unreadable' | 'not-allowed' | 'not-valid' };

/** The message of the same channel that another answers; number 0 and no words where this device does not keep it, or no longer. */
export type AnsweredView = Pick<LineView, 'id' | 'number' | 'from' | 'party' | 'own'> & { readonly text: string };

/** What is being written in a channel, kept on this device only. */
export type DraftView = { readonly text: string; readonly answers: AnsweredView | undefined };

/** Words of a channel that were looked for, the newest first; `more` says that there are others. */
export type FoundView = { readonly lines: readonly LineView[]; readonly more: boolean };

/** A line of a channel. */
export type LineView = {
    /** Unique in the channel and unchanged from waiting to stored. */
    readonly id: string;
    /** Place in the log; 0 while it waits. */
    readonly number: number;
    readonly at: number;
    readonly from: string;
    readonly party: PartyView | undefined;
    readonly own: boolean;
    readonly state: 'waiting' | 'at-relay' | 'received';
    readonly content:
        | {
              readonly type: 'text';
              readonly text: string;
              readonly answers: AnsweredView | undefined;
              /** What may be said outside, where the author said so. */
              readonly regime?: RegimeWord | undefined;
          }
        | { readonly type: 'notice'; readonly notice: Notice }
        | { readonly type: 'newer' };
};

/** The newest lines of an open channel, oldest first. */
export type TalkView = {
    readonly channel: ChannelView;
    readonly lines: readonly LineView[];
    readonly earlier: boolean;
    /** The last number that a person was shown before this visit. */
    readonly seenTo: number;
    readonly draft: DraftView | undefined;
};
