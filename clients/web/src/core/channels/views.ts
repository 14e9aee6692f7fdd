// What of channels is shown; part of the worker's api, and words to render only.

/** What a channel is for. */
export type ShownKind = 'plenary' | 'caucus' | 'private-line' | 'working-group' | 'team' | 'desk' | 'quiet-line' | 'commons';

/** Why a channel is stopped. */
type StopView = 'removed' | 'different-histories' | 'not-allowed';

/** A side; `mark` is its place in the Charter, 0 first, and chooses shape and tint. */
export type PartyView = { readonly code: string; readonly title: string; readonly mark: number };

/** How many people of a side read a channel. */
export type ReaderCount = { readonly party: PartyView | undefined; readonly count: number };

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
    /** SHA-256 of the epoch authenticator, hexadecimal: the same for all members of the epoch, and no secret. Empty when removed. */
    readonly authenticator: string;
    readonly party: PartyView | undefined;
    readonly unread: number;
    readonly waiting: number;
    readonly last: { readonly from: string; readonly text: string; readonly at: number } | undefined;
};

/** A line of the channel itself, worded by the page. */
export type Notice =
    | { readonly type: 'joined' | 'added' | 'removed' | 'left'; readonly by: string; readonly people: readonly string[] }
    | { readonly type: 'undone' }
    /** What a steward set for the channel. */
    | { readonly type: 'demanded' | 'released' | 'posts-closed' | 'posts-opened' | 'shortened' | 'closed' | 'steward-added' }
    /** A message that the relay no longer keeps. */
    | { readonly type: 'expired' }
    /** The relay showed a message a second time. */
    | { readonly type: 'repeated' }
    | { readonly type: 'other' };

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
        | { readonly type: 'text'; readonly text: string }
        | { readonly type: 'notice'; readonly notice: Notice }
        | { readonly type: 'newer' };
};

/** The newest lines of an open channel, oldest first. */
export type TalkView = { readonly channel: ChannelView; readonly lines: readonly LineView[]; readonly earlier: boolean };
