/**
 * Everything that crosses between the page and the worker that owns the keys. The page sends a `Call` and gets one `Answer` with the
 * same number; by itself the worker tells `News`. Nothing here is a key or a secret, but for the passphrase on its way in, and links and the
 * closing key on their way out; words of people cross as text to render. Ids are lower-case hex, times are milliseconds since 1970.
 */

import type { DeskProblem } from '../core/admissions/deskFailure.ts';
import type { AdmissionOptions, HandedLink, PersonView, RequestDetails, RequestView } from '../core/admissions/views.ts';
import type { ChannelProblem } from '../core/channels/channelFailure.ts';
import type { PaperProblem } from '../core/papers/paperFailure.ts';
import type { Alarm } from '../core/sync/alarm.ts';
import type { CutView, PaperDetails, PaperView } from '../core/papers/views.ts';
import type { HomeCardView, TextStep, TextView } from '../core/texts/views.ts';
import type { CharterProblem } from '../core/amendments/charterFailure.ts';
import type { CharterView } from '../core/amendments/views.ts';
import type { NewDialogue } from '../core/devices/founder.ts';
import type { FounderView, SideView } from '../core/founding/views.ts';
import type { RoleWord } from '../core/trust/roleWords.ts';
import type { PolicyStep } from '../core/channels/policyDesk.ts';
import type { StewardStep } from '../core/channels/stewardDirectory.ts';
import type { ChannelPlan } from '../core/channels/channelPlan.ts';
import type {
    ChannelView,
    ExposureView,
    FoundView,
    LineView,
    MemberView,
    PartyView,
    TalkView,
    VerificationView,
} from '../core/channels/views.ts';

export type { CharterDraft, DraftRule } from '../core/amendments/charterDraft.ts';
export type { CharterView } from '../core/amendments/views.ts';
export type { CharterTerms, CutView, PaperDetails, PaperTerms, PaperView, RemarkView, RuleView, SignerView } from '../core/papers/views.ts';

export type { BracketView, HomeCardView, TextStep, TextView } from '../core/texts/views.ts';
export type { PolicyStep } from '../core/channels/policyDesk.ts';
export type { StewardStep } from '../core/channels/stewardDirectory.ts';
export type { NewDialogue } from '../core/devices/founder.ts';
export type { FounderView, SideView } from '../core/founding/views.ts';

export type { AdmissionOptions, HandedLink, PersonView, RequestDetails, RequestView, VettingView } from '../core/admissions/views.ts';

export type {
    AnsweredView,
    ChannelView,
    DraftView,
    ExposureView,
    FoundView,
    LineView,
    MemberView,
    Notice,
    PartyView,
    PauseView,
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
    | 'founding-link'
    | 'link-expired'
    | 'link-used'
    | 'wrong-relay'
    | 'no-connection'
    | 'relay-refused'
    | 'device-full'
    | 'store-damaged'
    | 'newer-version'
    | 'other-tab'
    | 'device-in-use'
    | 'old-copy'
    | 'platform'
    | Alarm
    | ChannelProblem
    | CharterProblem
    | DeskProblem
    | PaperProblem;

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

/** What a founding link says before anything is sent. */
export type FoundingLinkView = InvitationView & { readonly title: string };

/** Who came into a channel, and whose devices have put no key packages yet. */
export type AddedView = { readonly added: readonly string[]; readonly waiting: readonly string[] };

/** How far this device has come; see `Stage` in core/devices. */
export type StageView = 'asking' | 'asked' | 'digits' | 'differ' | 'gathering' | 'admitted' | 'declined' | 'in-doubt' | 'stopped';

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
    /** Whether it opened the dialogue, so that it has its closing key. */
    readonly isOpener: boolean;
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
    /** What a link says that makes this device a founder's. */
    foundingLink: [{ readonly link: string }, FoundingLinkView];
    /** As `join`, with a founding link: key and mailbox go to the first founder. */
    joinFounding: [{ readonly link: string; readonly name: string; readonly passphrase: string }, DeviceView];
    /** Opens a dialogue with a Begin link; a sole founder is in when the relay confirmed, others gather their founders first. */
    createDialogue: [NewDialogue & { readonly link: string; readonly name: string; readonly passphrase: string }, DeviceView];
    /** A link for another founder; for the device that opened a dialogue with rules for several. */
    inviteFounder: [{ readonly roles: readonly Role[]; readonly party: string | undefined; readonly hours: number }, HandedLink];
    /** The founders so far, this device's person first. */
    founders: [undefined, readonly FounderView[]];
    /** The sides as they were planned, for the same device. */
    foundingSides: [undefined, readonly SideView[]];
    /** Goes on without a founder; the link they answered stays used. */
    dropFounder: [{ readonly founder: string }, undefined];
    /** What erases the dialogue from its relay, to be written on paper; for the device that opened the dialogue. */
    closingKey: [undefined, string];
    unlock: [{ readonly passphrase: string }, DeviceView];
    lock: [undefined, undefined];
    /** Deletes everything on this device; works locked too. */
    wipe: [undefined, undefined];
    /** Says in every channel that this device leaves, then deletes everything, whatever could be said. */
    travel: [undefined, TravelView];
    /** An invitation for one person; whoever has the link can ask, so it is handed over privately. */
    invite: [{ readonly role: Role; readonly party: string | undefined; readonly hours: number }, HandedLink];
    /** A link for a second device of the own person. */
    linkDevice: [{ readonly hours: number }, HandedLink];
    /** A link for a device with which somebody returns. */
    inviteDevice: [{ readonly name: string; readonly hours: number }, HandedLink];
    /** Who asks to be admitted, oldest first. */
    requests: [undefined, readonly RequestView[]];
    request: [{ readonly request: string }, RequestDetails];
    /** Only after the digits were compared. Where others must sign too, the answer names the paper. */
    admit: [{ readonly request: string } & AdmissionOptions, RequestView];
    /** The digits differ, which stops the entry, or are compared again; at an officer's desk those of a request. */
    compareDigits: [{ readonly differ: boolean }, undefined];
    compareRequest: [{ readonly request: string; readonly differ: boolean }, RequestDetails];
    decline: [{ readonly request: string; readonly reason: string }, undefined];
    /** Everybody who was admitted, as far as this device was told. */
    people: [undefined, readonly PersonView[]];
    /** Proposes another role or a later end for somebody who is in; the paper's id. */
    renewAdmission: [{ readonly name: string; readonly role: Role | undefined } & AdmissionOptions, string];
    /** Opens a channel with some people in it, or with everybody who has a place in one of its kind. */
    createChannel: [ChannelPlan & { readonly people: readonly string[] | undefined }, AddedView & { readonly channel: string }];
    addToChannel: [{ readonly channel: string; readonly people: readonly string[]; readonly unbalanced?: boolean }, AddedView];
    /** Where others must sign the order to remove somebody, the answer is the paper's id. */
    removeFromChannel: [{ readonly channel: string; readonly name: string; readonly reason: string }, string | undefined];
    /** What only a steward of the channel can do, see `isSteward`. */
    steward: [{ readonly channel: string } & StewardStep, undefined];
    /** What a facilitator sets for everybody in a channel. */
    setPolicy: [{ readonly channel: string } & PolicyStep, undefined];
    /** The newest version with the brackets that may be read in a channel; undefined before the first. */
    singleText: [{ readonly channel: string }, TextView | undefined];
    /** Puts a version, or puts a bracket, hands it over, or releases it. */
    setText: [{ readonly channel: string } & TextStep, undefined];
    /** Marks own words as cleared: they may be quoted, and that is not taken back. */
    clear: [{ readonly channel: string; readonly message: string }, undefined];
    /** Tells the own caucus what was heard at home, as closed words. */
    heard: [{ readonly channel: string; readonly text: string }, undefined];
    /** What this person may say at home, and to whom: on this device only. */
    homeCards: [undefined, readonly HomeCardView[]];
    /** Of cleared messages of a channel; the name of the person at home is sent nowhere. */
    makeHomeCard: [{ readonly channel: string; readonly messages: readonly string[]; readonly person: string }, readonly HomeCardView[]];
    dropHomeCard: [{ readonly card: string }, readonly HomeCardView[]];
    /**
     * A new channel with the title and people of one that does not go on; called again it adds who still waits. When everybody is in, the
     * old one says so in these words, followed by the beginning of the new one's id, and is closed.
     */
    rebuildChannel: [
        { readonly channel: string; readonly words: string },
        AddedView & { readonly channel: string; readonly closed: boolean },
    ];
    channels: [undefined, readonly ChannelView[]];
    /** The newest `last` lines, and `talk` news from then on until another channel is shown or none. */
    show: [{ readonly channel: string; readonly last: number }, TalkView];
    hide: [undefined, undefined];
    /** Sends words, in answer to a message of the same channel or to none; the draft is gone with it. */
    send: [{ readonly channel: string; readonly text: string; readonly replyTo?: string | undefined }, LineView];
    /** Keeps what is being written, sealed; nothing is kept of an empty text that answers nothing. */
    keepDraft: [{ readonly channel: string; readonly text: string; readonly replyTo?: string | undefined }, undefined];
    /** The newest lines of a channel that hold some words, newest first. Looks on this device only. */
    search: [{ readonly channel: string; readonly words: string }, FoundView];
    /** What is compared to make sure of everybody in a channel, or, with a device, of that one. */
    verification: [{ readonly channel: string; readonly device: string | undefined }, VerificationView];
    /** What was shown last is the same on all screens, but for the devices of those who were not there. */
    compared: [
        { readonly channel: string; readonly device: string | undefined; readonly absent: readonly string[] },
        readonly MemberView[],
    ];
    /** What the camera read from another's screen is this device's own code; then they are marked but for those who were not there. */
    scanned: [
        { readonly channel: string; readonly device: string | undefined; readonly absent: readonly string[]; readonly code: string },
        readonly MemberView[],
    ];
    /** Everybody in a channel, in the order of its tree. */
    roster: [{ readonly channel: string }, readonly MemberView[]];
    /** What devices that were cut off could read. */
    exposure: [undefined, readonly ExposureView[]];
    /** Every paper that is kept here, the newest last. */
    papers: [undefined, readonly PaperView[]];
    paper: [{ readonly paper: string }, PaperDetails];
    /** Signs a paper; with the last signature its effect happens at once. */
    sign: [{ readonly paper: string }, PaperDetails];
    /** Asks who proposed a paper; all its signers read it. */
    ask: [{ readonly paper: string; readonly text: string }, PaperDetails];
    answer: [{ readonly paper: string; readonly text: string }, PaperDetails];
    /** Objects to a paper; the reason is for facilitators and whoever proposed it. */
    object: [{ readonly paper: string; readonly text: string }, PaperDetails];
    /** Takes the own objection back or, where there is none, the own paper. */
    withdraw: [{ readonly paper: string }, PaperDetails];
    /** Proposes to cut a device off, or all of its person's, or signs what waits and says the same. */
    cut: [{ readonly device: string; readonly wholePerson: boolean; readonly reason: string }, CutView];
    /** The version in force, or the one that waits for signatures; before there is a Charter always that one. */
    charter: [{ readonly proposed: boolean }, CharterView];
    /** What all signers compare: the version that waits for signatures, else the one in force. */
    charterDigits: [undefined, CharterView];
    /** The version in force, or version 1 with the founders who answered, as a file to edit: the same JSON that the command line writes. */
    draftCharter: [undefined, string];
    /**
     * Signs an edited draft and asks the officers in force for their signatures; admissions of the people named in `without` end with it.
     * Version 1 is signed by all founders, as it was planned where there is no draft.
     */
    proposeCharter: [{ readonly draft: string | undefined; readonly without: readonly string[]; readonly note: string }, CharterView];
    /** Accepts the version in force by signature, and tells its officers. */
    acceptCharter: [undefined, CharterView];
    /** Whether the person wants to be told, without words, that something came while the page is hidden. */
    notifies: [undefined, boolean];
    notify: [{ readonly on: boolean }, undefined];
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
    | { readonly news: 'requests'; readonly requests: readonly RequestView[] }
    | { readonly news: 'founders'; readonly founders: readonly FounderView[] }
    | { readonly news: 'papers'; readonly papers: readonly PaperView[] }
    | { readonly news: 'link'; readonly link: LinkView }
    | { readonly news: 'alarm'; readonly problem: Problem }
    | { readonly news: 'locked' };
