import { bytesOf } from '../cbor/opaque.ts';
import { ChannelKind } from '../content/channelKind.ts';
import { ContentKind } from '../content/contentKind.ts';
import { isRemovalDue, type RosterLeaf } from '../policy/channelFacts.ts';
import type { Store } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import type { CharterChain } from '../trust/charterChain.ts';
import { idOfAdmission } from '../trust/admission.ts';
import { deviceOf, personOf, type DeviceCredential } from '../trust/deviceCredential.ts';
import type { PartyCode } from '../trust/partyCode.ts';
import type { PersonTag } from '../trust/personTag.ts';
import { regimeWords } from '../trust/regime.ts';
import { roleList } from '../trust/roleWords.ts';
import { timeOf, type UnixHour } from '../trust/unixHour.ts';
import type { Marks } from '../verification/marks.ts';
import { isRestricted, Restriction } from '../wire/proofs/restrictions.ts';
import type { MessageId } from '../wire/opaqueId.ts';
import { stopOf } from './channelFailure.ts';
import type { ChannelState } from './channelState.ts';
import { answeredBy, readAnswered, type Answered } from './answered.ts';
import { drafts } from './drafts.ts';
import { readLine } from './lineReader.ts';
import { keptLine, logLineRecord } from './logLine.ts';
import type { Waiting } from './outboxCopy.ts';
import { contentOf, type OutboxEntry } from './outboxEntry.ts';
import { regimes } from './regimes.ts';
import { policyOf, readEndings } from './stateReader.ts';
import { searchText } from './textSearch.ts';
import type { ShownKind, ChannelView, FoundView, LineView, MemberView, ReaderCount, TalkView } from './views.ts';
import { Wording, type OwnPerson } from './wording.ts';

/** What of a channel is in the store, so may be shown. */
export type ShownChannel = {
    readonly state: ChannelState;
    readonly charters: CharterChain;
    /** Empty when this device was removed. */
    readonly roster: readonly RosterLeaf[];
    /** SHA-256 of the epoch's authenticator; empty when this device was removed. */
    readonly authenticator: string;
    /** Whose caucus it is. */
    readonly party: PartyCode | undefined;
    /** What waits, in order. */
    readonly waiting: readonly Waiting[];
};

const kinds: ReadonlyMap<ChannelKind, ShownKind> = new Map([
    [ChannelKind.plenary, 'plenary'],
    [ChannelKind.caucus, 'caucus'],
    [ChannelKind.privateLine, 'private-line'],
    [ChannelKind.workingGroup, 'working-group'],
    [ChannelKind.team, 'team'],
    [ChannelKind.desk, 'desk'],
    [ChannelKind.quietLine, 'quiet-line'],
    [ChannelKind.commons, 'commons'],
    [ChannelKind.textDesk, 'text-desk'],
]);

const millisecondsPerSecond = 1000;

/** So many lines are looked at for the newest words. */
const newestLines = 50;

/** Makes what is shown of a channel out of what is stored. */
export class ChannelViewer {
    readonly #store: Store;
    readonly #own: () => OwnPerson;
    readonly #marks: Marks;
    readonly #hour: () => UnixHour;

    constructor(store: Store, own: () => OwnPerson, marks: Marks, hour: () => UnixHour) {
        this.#store = store;
        this.#own = own;
        this.#marks = marks;
        this.#hour = hour;
    }

    /** The channel in the list. `shownTo` is the last sequence that a person was shown. */
    async channel(channel: ShownChannel, shownTo: number): Promise<ChannelView> {
        const { state, roster } = channel;
        const policy = policyOf(state)?.policy.body;
        const stop = stopOf(state);
        const wording = this.#wording(channel);
        return {
            id: state.id,
            title: policy?.title ?? '',
            kind: (policy && kinds.get(policy.kind)) ?? 'plenary',
            state: stop === undefined ? openStateOf(state) : stop === 'removed' ? 'removed' : 'stopped',
            problem: stop === 'removed' ? undefined : stop,
            readers: readersOf(roster, wording),
            people: peopleOf(roster),
            stewardSigns: isRestricted(state.restrictions, Restriction.demand),
            isSteward: state.stewardSeed !== undefined,
            unverified: await this.#marks.countUnverified(roster),
            authenticator: channel.authenticator,
            slowModeSeconds: policy?.slowModeSeconds ?? 0,
            pause: policy?.pause && { reason: policy.pause.reason, until: timeOf(policy.pause.until) },
            party: wording.partyOf(channel.party),
            unread: await this.#unread(channel, wording, shownTo),
            waiting: textsOf(channel).length,
            last: await this.#last(channel, wording),
        };
    }

    /** The newest `last` lines and what waits; `seenTo` is the last sequence that a person was shown before. */
    async talk(channel: ShownChannel, view: ChannelView, last: number, seenTo: number): Promise<TalkView> {
        const { id } = channel.state;
        const wording = this.#wording(channel);
        const stored = (await this.#store.newest(bucket.log(bytesOf(id)), last + 1)).map(keptLine);
        const shown = stored.slice(-last);
        const draft = await drafts.of(this.#store, id);
        const replies = [...shown.map(({ line }) => line.replyTo), ...textsOf(channel).map(repliedTo), draft?.replyTo];
        const answered = await readAnswered(this.#store, id, replies, wording);
        const said = await regimes.in(this.#store, channel.state);
        const lines = shown.flatMap((one) => readLine(one, wording, answered, said));
        // What came back a moment ago may still be on its way out of the outbox.
        const known = new Set(lines.map((line) => line.id));
        const waiting = textsOf(channel).filter(({ entry }) => !known.has(entry.message));
        return {
            channel: view,
            lines: [...lines, ...waiting.map((one) => this.#waiting(one, wording, answered))],
            earlier: stored.length > last,
            seenTo,
            draft: draft && { text: draft.text, answers: answeredBy(draft.replyTo, answered) },
        };
    }

    /** The newest lines that hold some words. */
    async search(channel: ShownChannel, words: string): Promise<FoundView> {
        const { id } = channel.state;
        const wording = this.#wording(channel);
        const { lines, more } = await searchText(this.#store, id, words);
        return { lines: lines.flatMap((one) => readLine(one, wording, new Map(), new Map())), more };
    }

    /** Everybody in the channel, in the order of the tree. */
    members(channel: ShownChannel): Promise<readonly MemberView[]> {
        const wording = this.#wording(channel);
        const endings = readEndings(channel.state, channel.charters);
        const members = channel.roster.map(async ({ credential }) => ({
            device: deviceOf(credential),
            name: wording.nameOf(idOfAdmission(credential.admission)),
            party: wording.partyOf(credential.admission.body.party),
            roles: roleList(credential.admission.body.roles),
            verification: await this.#marks.of(credential),
            compared: await this.#marks.comparedOf(credential),
            vouchers: vouchersOf(credential, channel.roster, wording),
            isDue: isRemovalDue(endings, credential, this.#hour()),
        }));
        return Promise.all(members);
    }

    /** Something that waits, as a line. */
    async waiting(channel: ShownChannel, entry: OutboxEntry): Promise<LineView> {
        const wording = this.#wording(channel);
        const one = { entry, isAtRelay: false };
        return this.#waiting(one, wording, await readAnswered(this.#store, channel.state.id, [repliedTo(one)], wording));
    }

    #wording({ state, charters }: ShownChannel): Wording {
        return new Wording(state, charters, this.#own());
    }

    async #unread({ state }: ShownChannel, wording: Wording, shownTo: number): Promise<number> {
        const stored = await this.#store.range(bucket.log(bytesOf(state.id)), shownTo);
        const lines = stored.map(({ value }) => logLineRecord.decode(value));
        return lines.filter((line) => line.kind !== 'notice' && !wording.isOwn(line.author)).length;
    }

    async #last({ state }: ShownChannel, wording: Wording): Promise<ChannelView['last']> {
        const stored = await this.#store.newest(bucket.log(bytesOf(state.id)), newestLines);
        const lines = stored.flatMap((entry) => readLine(keptLine(entry), wording, new Map(), new Map()));
        const words = lines.filter((line) => line.content.type === 'text').at(-1);
        return words?.content.type === 'text' ? { from: words.from, text: words.content.text, at: words.at } : undefined;
    }

    #waiting({ entry, isAtRelay }: Waiting, wording: Wording, answered: Answered): LineView {
        const body = contentOf(entry);
        const words = body.type === 'reply' ? body.words : body;
        return {
            id: entry.message,
            number: 0,
            at: entry.sentAt * millisecondsPerSecond,
            from: wording.nameOf(this.#own().admission),
            party: wording.partyOf(this.#own().party),
            own: true,
            state: isAtRelay ? 'at-relay' : 'waiting',
            content:
                words.type === 'text'
                    ? {
                          type: 'text',
                          text: words.text,
                          answers: answeredBy(repliedTo({ entry, isAtRelay }), answered),
                          regime: words.regime && regimeWords[words.regime],
                      }
                    : { type: 'newer' },
        };
    }
}

/** What waits and was typed; profiles, notes and orders are not counted. */
function textsOf({ waiting }: ShownChannel): readonly Waiting[] {
    return waiting.filter(({ entry }) => entry.kind === ContentKind.text || entry.kind === ContentKind.reply);
}

function repliedTo({ entry }: Waiting): MessageId | undefined {
    const body = contentOf(entry);
    return body.type === 'reply' ? body.to : undefined;
}

/** What stewards let into a channel that goes on. */
function openStateOf({ restrictions }: ChannelState): 'open' | 'posts-closed' | 'closed' {
    if (isRestricted(restrictions, Restriction.closed)) return 'closed';
    return isRestricted(restrictions, Restriction.posts) ? 'posts-closed' : 'open';
}

/** Who let a further device in, as far as they stand in the channel. */
function vouchersOf({ admission }: DeviceCredential, roster: readonly RosterLeaf[], wording: Wording): readonly string[] | undefined {
    if (admission.body.earlier === undefined) return undefined;
    const signers = admission.signatures.map(({ signer }) => signer);
    const standing = roster.filter(({ credential }) => signers.includes(deviceOf(credential)));
    return standing.map(({ credential }) => wording.nameOf(idOfAdmission(credential.admission)));
}

function peopleOf(roster: readonly RosterLeaf[]): number {
    return new Set(roster.map(({ credential }) => personOf(credential))).size;
}

/** People by side in the order of the Charter, neutral people last; a person with two devices reads once. */
function readersOf(roster: readonly RosterLeaf[], wording: Wording): readonly ReaderCount[] {
    const byParty = new Map<PartyCode | undefined, Set<PersonTag>>();
    for (const { credential } of roster) {
        const { party } = credential.admission.body;
        byParty.set(party, (byParty.get(party) ?? new Set()).add(personOf(credential)));
    }
    const readers = [...byParty].map(([code, people]) => ({ party: wording.partyOf(code), count: people.size }));
    return readers.sort((a, b) => (a.party?.mark ?? Infinity) - (b.party?.mark ?? Infinity));
}
