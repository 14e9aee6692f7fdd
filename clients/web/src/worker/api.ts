/**
 * Everything that crosses between the page and the worker that owns the keys. The page sends a `Call` and gets one `Answer` with the
 * same number; by itself the worker tells `News`. Nothing here is a key or a secret, but for the passphrase on its way in; words of
 * people cross as text to render. Ids are lower-case hex, times are milliseconds since 1970.
 */

import type { RoleWord } from '../core/trust/roleWords.ts';
import type { ChannelView, ExposureView, LineView, MemberView, PartyView, TalkView, VerificationView } from '../core/channels/views.ts';

export type {
    ChannelView,
    ExposureView,
    LineView,
    MemberView,
    Notice,
    PartyView,
    ReaderCount,
    ShownKind as ChannelKind,
    TalkView,
    VerificationView,
} from '../core/channels/views.ts';

/** Why something was not done. The page has a sentence in each language for every one. */
export type Problem =
    | 'wrong-passphrase'
    | 'bad-link'
    | 'begin-link'
    | 'device-link'
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
    | 'restricted'
    | 'device-in-use'
    | 'change-refused'
    | 'wrong-access-key'
    | 'relay-keeps-back'
    | 'letter-refused'
    | 'bad-welcome'
    | 'false-package'
    | 'not-found'
    | 'removed'
    | 'different-histories'
    | 'digits-changed'
    | 'mark-lost'
    | 'charter-contradicted'
    | 'charter-changed'
    | 'admission-left-out'
    | 'older-charter'
    | 'somebody-cut-off'
    | 'false-swap'
    | 'words-in-doubt'
    | 'same-name'
    | 'false-cut'
    | 'cut-not-here'
    | 'cut-off-stands'
    | 'old-copy'
    | 'platform'
    | 'unexpected';

export type Role = RoleWord;

/** What an invitation says before anything is sent. `usable` says why it cannot be used. */
export type InvitationView = {
    readonly relay: string;
    readonly party: string | undefined;
    readonly roles: readonly Role[];
    readonly expiresAt: number;
    readonly usable: 'yes' | 'expired' | 'device-in-use';
};

/** What a device link says before anything is sent. */
export type DeviceLinkView = Pick<InvitationView, 'relay' | 'expiresAt' | 'usable'>;

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

/** How many channels were told that this device leaves. In the others it counts as a member until two people cut it off. */
export type TravelView = { readonly told: number; readonly notTold: number };

/** Since when there is no connection; undefined while there is one. */
export type LinkView = { readonly lostAt: number | undefined };

export type Opening = { readonly state: 'empty' } | { readonly state: 'locked' } | { readonly state: 'open'; readonly device: DeviceView };

/** Name → [argument, result]. */
export type Calls = {
    /** Whether there is a device here, and whether it is unlocked. */
    open: [undefined, Opening];
    invitation: [{ readonly link: string }, InvitationView];
    /** What a link says that makes this a further device of somebody who is in. */
    deviceLink: [{ readonly link: string }, DeviceLinkView];
    join: [{ readonly link: string; readonly name: string; readonly passphrase: string }, DeviceView];
    /** As `join`, with a device link; only ever called from inside the app, where somebody chose to. */
    joinDevice: [{ readonly link: string; readonly name: string; readonly passphrase: string }, DeviceView];
    unlock: [{ readonly passphrase: string }, DeviceView];
    lock: [undefined, undefined];
    /** Deletes everything on this device; works locked too. */
    wipe: [undefined, undefined];
    /** Says in every channel that this device leaves, then deletes everything, whatever could be said. */
    travel: [undefined, TravelView];
    channels: [undefined, readonly ChannelView[]];
    /** The newest `last` lines, and `talk` news from then on until another channel is shown or none. */
    show: [{ readonly channel: string; readonly last: number }, TalkView];
    hide: [undefined, undefined];
    send: [{ readonly channel: string; readonly text: string }, LineView];
    /** What is compared to make sure of everybody in a channel, or, with a device, of that one. */
    verification: [{ readonly channel: string; readonly device: string | undefined }, VerificationView];
    /** What was shown last is the same on all screens, but for the devices of those who were not there. */
    compared: [
        { readonly channel: string; readonly device: string | undefined; readonly absent: readonly string[] },
        readonly MemberView[],
    ];
    /** What devices that were cut off could read. */
    exposure: [undefined, readonly ExposureView[]];
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
    | { readonly news: 'progress'; readonly of: 'passphrase' | 'travel'; readonly part: number }
    | { readonly news: 'device'; readonly device: DeviceView }
    | { readonly news: 'channels'; readonly channels: readonly ChannelView[] }
    | { readonly news: 'talk'; readonly talk: TalkView }
    | { readonly news: 'link'; readonly link: LinkView }
    | { readonly news: 'alarm'; readonly problem: Problem }
    | { readonly news: 'locked' };
