import { bytesOf } from '../cbor/opaque.ts';
import { idOfAdmission } from '../trust/admission.ts';
import { StoreFailure } from '../storage/storeFailure.ts';
import { bucket } from '../sync/bucket.ts';
import type { ChannelId } from '../wire/opaqueId.ts';
import { Marks } from '../verification/marks.ts';
import { ChannelFailure } from './channelFailure.ts';
import type { ChannelSession } from './channelSession.ts';
import type { ChannelState } from './channelState.ts';
import { ChannelViewer } from './channelViewer.ts';
import { ordinalRecord } from './logLine.ts';
import type { OpenChannels } from './openChannels.ts';
import type { OutboxEntry } from './outboxEntry.ts';
import type { ChannelView, FoundView, LineView, MemberView, TalkView } from './views.ts';

/** What changed on the screen. */
export type ChannelNews =
    { readonly news: 'channels'; readonly channels: readonly ChannelView[] } | { readonly news: 'talk'; readonly talk: TalkView };

/** The channel that is looked at, how many lines of it, and up to where it was read before. */
type Visit = { readonly channel: ChannelId; readonly last: number; readonly seenTo: number };

/** Keeps the screen up to date: the list of channels and, of one channel, its newest lines. */
export class ChannelWindow {
    readonly #session: ChannelSession;
    readonly #channels: OpenChannels;
    readonly #tell: (news: ChannelNews) => void;
    readonly #viewer: ChannelViewer;
    readonly #views = new Map<ChannelId, ChannelView>();
    #shown: Visit | undefined;
    /** Counts changes: a view that was made before the last one is not kept. */
    #changes = 0;
    #isTelling = false;
    #isDue = false;

    constructor(session: ChannelSession, channels: OpenChannels, tell: (news: ChannelNews) => void) {
        this.#session = session;
        this.#channels = channels;
        this.#tell = tell;
        const own = () => ({
            admission: idOfAdmission(session.admission),
            replaced: session.replacedAdmissions,
            name: session.profile.name,
            party: session.admission.body.party,
        });
        this.#viewer = new ChannelViewer(session.store, own, new Marks(session), () => session.hour());
    }

    async channels(): Promise<readonly ChannelView[]> {
        const views: ChannelView[] = [];
        for (const state of await this.#channels.states()) views.push(this.#views.get(state.id) ?? (await this.#view(state)));
        return views;
    }

    async show(channel: ChannelId, last: number): Promise<TalkView> {
        // Reaching further back is the same visit.
        const seenTo = this.#shown?.channel === channel ? this.#shown.seenTo : await this.#shownTo(channel);
        const shown = { channel, last, seenTo };
        this.#shown = shown;
        try {
            return await this.#talk(shown);
        } catch (failure) {
            if (this.#shown === shown) this.#shown = undefined;
            throw failure;
        }
    }

    hide(): void {
        this.#shown = undefined;
    }

    /** Everybody in a channel, and who of them was verified. */
    async members(channel: ChannelId): Promise<readonly MemberView[]> {
        return this.#viewer.members(await this.#channels.shown(await this.#channels.state(channel)));
    }

    /** Words of a channel that were looked for. */
    async search(channel: ChannelId, words: string): Promise<FoundView> {
        return this.#viewer.search(await this.#channels.shown(await this.#channels.state(channel)), words);
    }

    /** A line of the outbox as it is shown. */
    async waiting(channel: ChannelId, entry: OutboxEntry): Promise<LineView> {
        const shown = await this.#channels.shown(await this.#channels.state(channel));
        return this.#viewer.waiting(shown, entry);
    }

    /** Tells it soon; changes that follow each other closely are told once. */
    changed(channel: ChannelId): void {
        this.#changes++;
        this.#views.delete(channel);
        this.#isDue = true;
        if (!this.#isTelling) void this.#tellAll();
    }

    async #tellAll(): Promise<void> {
        this.#isTelling = true;
        try {
            while (this.#isDue) {
                this.#isDue = false;
                if (this.#shown !== undefined) this.#tell({ news: 'talk', talk: await this.#talk(this.#shown) });
                this.#tell({ news: 'channels', channels: await this.channels() });
            }
        } catch (failure) {
            // Whoever works on the channel or asks for it next meets the same failure and is told it.
            if (!(failure instanceof StoreFailure || failure instanceof ChannelFailure)) throw failure;
        } finally {
            this.#isTelling = false;
        }
    }

    /** What is shown counts as read. */
    async #talk({ channel, last, seenTo }: Visit): Promise<TalkView> {
        const changes = this.#changes;
        const shown = await this.#channels.shown(await this.#channels.state(channel));
        const { sequence } = shown.state;
        if ((await this.#shownTo(channel)) < sequence) {
            await this.#session.store.write((writer) => {
                ordinalRecord.put(writer, bucket.read, bytesOf(channel), sequence);
            });
        }
        const view = await this.#viewer.channel(shown, sequence);
        this.#keep(channel, view, changes);
        return this.#viewer.talk(shown, view, last, seenTo);
    }

    async #view(state: ChannelState): Promise<ChannelView> {
        const changes = this.#changes;
        const view = await this.#viewer.channel(await this.#channels.shown(state), await this.#shownTo(state.id));
        this.#keep(state.id, view, changes);
        return view;
    }

    #keep(channel: ChannelId, view: ChannelView, changes: number): void {
        if (changes === this.#changes) this.#views.set(channel, view);
    }

    async #shownTo(channel: ChannelId): Promise<number> {
        const stored = await this.#session.store.get(bucket.read, bytesOf(channel));
        return stored === undefined ? 0 : ordinalRecord.decode(stored);
    }
}
