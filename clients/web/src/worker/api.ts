/**
 * Everything that crosses between the page and the worker that owns the keys. The page sends a `Call` and gets one `Answer` with the
 * same number; by itself the worker tells `News`. Nothing here is a key or a secret, but for the passphrase on its way in; words of
 * people cross as text to render. Ids are lower-case hex, times are milliseconds since 1970.
 */

/** Why something was not done. The page has a sentence in each language for every one. */
export type Problem =
    | 'wrong-passphrase'
    | 'bad-link'
    | 'begin-link'
    | 'link-expired'
    | 'link-used'
    | 'wrong-relay'
    | 'no-connection'
    | 'relay-refused'
    | 'relay-full'
    | 'device-full'
    | 'store-damaged'
    | 'newer-version'
    | 'other-tab'
    | 'bad-name'
    | 'text-too-long'
    | 'not-ready'
    | 'not-allowed'
    | 'device-in-use'
    | 'wrong-access-key'
    | 'relay-keeps-back'
    | 'letter-refused'
    | 'not-found'
    | 'removed'
    | 'different-histories'
    | 'old-copy'
    | 'platform'
    | 'unexpected';

export type Role = 'participant' | 'facilitator' | 'organizer' | 'interpreter' | 'rapporteur' | 'observer' | 'resource-person';
export type ChannelKind = 'plenary' | 'caucus' | 'private-line' | 'working-group' | 'team' | 'desk' | 'quiet-line' | 'commons';

/** A side; `mark` is its place in the Charter, 0 first, and chooses shape and tint. */
export type PartyView = { readonly code: string; readonly title: string; readonly mark: number };

/** What an invitation says before anything is sent. `usable` says why it cannot be used. */
export type InvitationView = {
    readonly relay: string;
    readonly party: string | undefined;
    readonly roles: readonly Role[];
    readonly expiresAt: number;
    readonly usable: 'yes' | 'expired' | 'device-in-use';
};

/** How far this device has come; see `Stage` in core/devices. */
export type StageView = 'asking' | 'asked' | 'digits' | 'admitted' | 'declined' | 'in-doubt' | 'stopped';

export type DeviceView = {
    readonly stage: StageView;
    readonly name: string;
    readonly dialogue: string;
    readonly party: PartyView | undefined;
    readonly roles: readonly Role[];
    readonly relay: string;
    /** Five groups of four digits, when they can be compared. */
    readonly digits: readonly string[] | undefined;
    /** The Charter's ground rules by language tag; empty until the officer answered. */
    readonly groundRules: Readonly<Record<string, string>>;
    readonly declinedBecause: string | undefined;
};

/** Since when there is no connection; undefined while there is one. */
export type LinkView = { readonly lostAt: number | undefined };

export type ReaderCount = { readonly party: PartyView | undefined; readonly count: number };

export type ChannelView = {
    readonly id: string;
    readonly title: string;
    readonly kind: ChannelKind;
    readonly state: 'open' | 'removed' | 'stopped';
    /** Why it is stopped. */
    readonly problem: Problem | undefined;
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
    | { readonly type: 'started'; readonly by: string }
    | { readonly type: 'stopped'; readonly problem: Problem }
    | { readonly type: 'undone' }
    /** A message that the relay no longer keeps. */
    | { readonly type: 'expired' }
    /** The relay showed a message a second time. */
    | { readonly type: 'repeated' }
    | { readonly type: 'other' };

export type MessageState = 'waiting' | 'at-relay' | 'received';

export type LineView = {
    /** Unique in the channel and unchanged from waiting to stored. */
    readonly id: string;
    /** Place in the log; 0 while it waits. */
    readonly number: number;
    readonly at: number;
    readonly from: string;
    readonly party: PartyView | undefined;
    readonly own: boolean;
    readonly state: MessageState;
    readonly content:
        | { readonly type: 'text'; readonly text: string }
        | { readonly type: 'notice'; readonly notice: Notice }
        | { readonly type: 'newer' };
};

/** The newest lines of an open channel, oldest first. */
export type TalkView = { readonly channel: ChannelView; readonly lines: readonly LineView[]; readonly earlier: boolean };

export type Opening = { readonly state: 'empty' } | { readonly state: 'locked' } | { readonly state: 'open'; readonly device: DeviceView };

/** Name → [argument, result]. */
export type Calls = {
    /** Whether there is a device here, and whether it is unlocked. */
    open: [undefined, Opening];
    invitation: [{ readonly link: string }, InvitationView];
    join: [{ readonly link: string; readonly name: string; readonly passphrase: string }, DeviceView];
    unlock: [{ readonly passphrase: string }, DeviceView];
    lock: [undefined, undefined];
    /** Deletes everything on this device; works locked too. */
    wipe: [undefined, undefined];
    channels: [undefined, readonly ChannelView[]];
    /** The newest `last` lines, and `talk` news from then on until another channel is shown or none. */
    show: [{ readonly channel: string; readonly last: number }, TalkView];
    hide: [undefined, undefined];
    send: [{ readonly channel: string; readonly text: string }, LineView];
    /** Asks the relay now instead of waiting for the next attempt. */
    hurry: [undefined, undefined];
};

export type Call = {
    [Name in keyof Calls]: { readonly number: number; readonly call: Name; readonly argument: Calls[Name][0] };
}[keyof Calls];

export type Answer =
    | { readonly number: number; readonly ok: true; readonly value: Calls[keyof Calls][1] }
    | { readonly number: number; readonly ok: false; readonly problem: Problem };

export type News =
    | { readonly news: 'progress'; readonly of: 'passphrase'; readonly part: number }
    | { readonly news: 'device'; readonly device: DeviceView }
    | { readonly news: 'channels'; readonly channels: readonly ChannelView[] }
    | { readonly news: 'talk'; readonly talk: TalkView }
    | { readonly news: 'link'; readonly link: LinkView }
    | { readonly news: 'alarm'; readonly problem: Problem }
    | { readonly news: 'locked' };
