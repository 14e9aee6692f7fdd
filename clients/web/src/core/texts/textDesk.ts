import { fromHex } from '../bytes.ts';
import { ChannelFailure } from '../channels/channelFailure.ts';
import type { ChannelDirectory } from '../channels/channelDirectory.ts';
import type { ChannelSession } from '../channels/channelSession.ts';
import type { ChannelState } from '../channels/channelState.ts';
import type { OpenChannel } from '../channels/openChannel.ts';
import { acceptableText } from '../channels/acceptableText.ts';
import { acceptableWords } from '../channels/policyDesk.ts';
import { ownAdmissions } from '../channels/regimes.ts';
import { requireTurn } from '../channels/speaking.ts';
import { policyOf } from '../channels/stateReader.ts';
import { Wording } from '../channels/wording.ts';
import { ChannelKind } from '../content/channelKind.ts';
import { encodeBody, type ContentBody } from '../content/contentBody.ts';
import { maxClauseLength, type Bracket, type BracketRelease, type SingleText } from '../content/singleText.ts';
import { ChannelAct, decideFor } from '../policy/channelDecisions.ts';
import type { Store } from '../storage/store.ts';
import { idOfAdmission } from '../trust/admission.ts';
import type { PartyCode } from '../trust/partyCode.ts';
import { Regime } from '../trust/regime.ts';
import { isRestricted, Restriction } from '../wire/proofs/restrictions.ts';
import { idOf, type ChannelId, type MessageId } from '../wire/opaqueId.ts';
import { itemsIn, type TextItem } from './keptItem.ts';
import { hashOfText, isSameRelease, versionsOf } from './textIntake.ts';
import type { BracketView, TextStep, TextView } from './views.ts';

/** A channel that has a text, and what its log has of it. */
type Place = { readonly state: ChannelState; readonly items: readonly TextItem[] };

/** Makes what is to be posted, from the channel as this device knows it. */
type Make = (open: OpenChannel, session: ChannelSession) => Promise<ContentBody> | ContentBody;

/** The single text, its brackets, and what authors clear: posted in channels, and shown from them. */
export class TextDesk {
    readonly #channels: Pick<ChannelDirectory, 'work' | 'states'>;

    constructor(channels: Pick<ChannelDirectory, 'work' | 'states'>) {
        this.#channels = channels;
    }

    /** The newest version with the brackets that may be read in a channel: its own, and those released to all. Undefined before the first. */
    show(channel: ChannelId): Promise<TextView | undefined> {
        return this.#channels.work(channel, async (open, _, session) => {
            const place = await this.#placeFor(session.store, open.state);
            const text = versionsOf(place?.items ?? []).at(-1);
            if (place === undefined || text === undefined) return undefined;
            const own = place.state.id === channel ? [] : [{ state: open.state, items: await itemsIn(session.store, channel) }];
            const numbers = new Map(versionsOf(place.items).map((one) => [hashOfText(one), one.number]));
            const brackets = [place, ...own].flatMap(({ state, items }) => {
                const wording = wordingOf(session, open, state);
                return items.flatMap((item) => bracketView(item, numbers, wording));
            });
            const put = place.items.find(({ content }) => content.type === 'singleText' && hashOfText(content) === hashOfText(text));
            return {
                title: text.title,
                version: text.number,
                digits: digitsOf(hashOfText(text)),
                from: put === undefined ? '' : wordingOf(session, open, place.state).nameOf(put.author),
                clauses: text.clauses.map(({ words }) => words),
                brackets,
                targets: await this.#targets(open, place),
            };
        });
    }

    /** Does one step. @throws ChannelFailure when nothing was kept. */
    async do(channel: ChannelId, step: TextStep): Promise<void> {
        switch (step.act) {
            case 'put':
                return this.#post(channel, ChannelAct.postSingleText, (open, { store }) => nextText(store, open, step.title, step.clauses));
            case 'bracket':
                return this.#post(channel, ChannelAct.postBracket, async ({ state }, { store }) => {
                    const text = versionsOf((await this.#placeFor(store, state))?.items ?? []).at(-1);
                    if (text?.clauses[step.clause - 1] === undefined) throw new ChannelFailure('not-found');
                    return {
                        type: 'bracket',
                        text: hashOfText(text),
                        clause: step.clause,
                        words: acceptableWords(step.words, 1, maxClauseLength),
                    };
                });
            case 'hand':
                return this.#post(idOfText(step.to), ChannelAct.postBracket, async ({ descriptor }, { store }) => {
                    if (descriptor.kind !== ChannelKind.privateLine) throw new ChannelFailure('not-allowed');
                    return (await bracketAt(store, channel, step.number)).bracket;
                });
            case 'release':
                return this.#post(idOfText(step.to), ChannelAct.releaseBracket, (open, { store }) =>
                    this.#release(store, open, channel, step.number),
                );
        }
    }

    /** Marks own words as cleared. @throws ChannelFailure when they are another person's. */
    clear(channel: ChannelId, message: MessageId): Promise<void> {
        return this.#post(channel, ChannelAct.clearWords, async (open) => {
            const line = await open.shownLine(message);
            const isOwn = line?.author !== undefined && ownAdmissions(open, open.own.credential).has(line.author);
            if (!isOwn) throw new ChannelFailure('not-allowed');
            return { type: 'clearance', message };
        });
    }

    /** Says in the own caucus what was heard at home. It is closed, whatever the channel's regime. */
    heard(channel: ChannelId, typed: string): Promise<void> {
        return this.#post(channel, ChannelAct.postText, ({ descriptor }) => {
            if (descriptor.kind !== ChannelKind.caucus) throw new ChannelFailure('not-allowed');
            return { ...acceptableText(typed), regime: Regime.closed };
        });
    }

    async #release(store: Store, open: OpenChannel, from: ChannelId, number: number): Promise<BracketRelease> {
        const source = (await this.#channels.states()).find(({ id }) => id === from);
        const { bracket, party } = await bracketAt(store, from, number);
        const isHanded = source !== undefined && policyOf(source)?.policy.body.kind === ChannelKind.privateLine;
        if (!isHanded || party === undefined) throw new ChannelFailure('not-allowed');
        const { text, clause, words } = bracket;
        const release: BracketRelease = { type: 'bracketRelease', text, clause, words, side: party as PartyCode };
        const items = await itemsIn(store, open.id);
        if (versionsOf(items).every((one) => hashOfText(one) !== text)) throw new ChannelFailure('not-found');
        if (items.some(({ content }) => isSameRelease(content, release))) throw new ChannelFailure('nothing-to-change');
        return release;
    }

    /** Keeps something to be sent with the next sync. */
    #post(channel: ChannelId, act: ChannelAct, make: Make): Promise<void> {
        return this.#channels.work(channel, async (open, _, session) => {
            if (open.state.phase === 'forked') throw new ChannelFailure('different-histories');
            if (isRestricted(open.state.restrictions, Restriction.closed)) throw new ChannelFailure('restricted');
            if (decideFor(session.admission.body, act, open.descriptor.kind) !== 'none') throw new ChannelFailure('not-allowed');
            await requireTurn(session, open);
            const body = await make(open, session);
            try {
                encodeBody(body);
            } catch (refused) {
                throw refused instanceof RangeError ? new ChannelFailure('text-too-long') : refused;
            }
            await open.outbox.enqueue(body, session.now());
            await open.save();
        });
    }

    /** The channel whose text is meant: this one, or the one that came last of those that have a text. */
    async #placeFor(store: Store, state: ChannelState): Promise<Place | undefined> {
        const others = await this.#channels.states();
        for (const one of [state, ...[...others].reverse()]) {
            const items = await itemsIn(store, one.id);
            if (versionsOf(items).length > 0) return { state: one, items };
        }
        return undefined;
    }

    async #targets({ descriptor }: OpenChannel, place: Place): Promise<TextView['targets']> {
        const title = (state: ChannelState): string => policyOf(state)?.policy.body.title ?? '';
        if (descriptor.kind === ChannelKind.privateLine) return [{ id: place.state.id, title: title(place.state) }];
        if (descriptor.kind !== ChannelKind.caucus) return [];
        const lines = (await this.#channels.states()).filter(
            (state) => state.phase === 'open' && policyOf(state)?.policy.body.kind === ChannelKind.privateLine,
        );
        return lines.map((state) => ({ id: state.id, title: title(state) }));
    }
}

async function nextText(store: Store, open: OpenChannel, title: string, clauses: readonly string[]): Promise<SingleText> {
    const newest = versionsOf(await itemsIn(store, open.id)).at(-1);
    return {
        type: 'singleText',
        number: (newest?.number ?? 0) + 1,
        previous: newest && hashOfText(newest),
        title: acceptableWords(title, 1, 128),
        clauses: clauses.map((words) => ({ words: acceptableWords(words, 1, maxClauseLength) })),
    };
}

async function bracketAt(store: Store, channel: ChannelId, number: number): Promise<{ bracket: Bracket; party: string | undefined }> {
    const item = (await itemsIn(store, channel)).find((one) => one.number === number);
    if (item?.content.type !== 'bracket') throw new ChannelFailure('not-found');
    return { bracket: item.content, party: item.party };
}

function bracketView(item: TextItem, numbers: ReadonlyMap<string, number>, wording: Wording): readonly BracketView[] {
    const { content, number, author } = item;
    if (content.type !== 'bracket' && content.type !== 'bracketRelease') return [];
    const released = content.type === 'bracketRelease';
    const party = wording.partyOf(released ? content.side : item.party);
    const { clause, words } = content;
    return [{ number, version: numbers.get(content.text), clause, words, party, from: wording.nameOf(author), released }];
}

/** The first 64 bits of a hash, in groups. */
function digitsOf(hash: string): string {
    return (hash.slice(0, 16).match(/.{4}/g) ?? []).join(' ');
}

function wordingOf(session: ChannelSession, open: OpenChannel, state: ChannelState): Wording {
    const { admission, replacedAdmissions: replaced, profile } = session;
    return new Wording(state, open.charters, { admission: idOfAdmission(admission), replaced, name: profile.name, party: undefined });
}

/** @throws ChannelFailure when it is no channel's id. */
function idOfText(text: string): ChannelId {
    if (!/^[0-9a-f]{32}$/.test(text)) throw new ChannelFailure('not-found');
    return idOf<ChannelId>(fromHex(text));
}
