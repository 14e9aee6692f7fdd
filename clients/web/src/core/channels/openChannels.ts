import { bytesOf } from '../cbor/opaque.ts';
import { bucket } from '../sync/bucket.ts';
import type { ChannelId } from '../wire/opaqueId.ts';
import { ChannelFailure } from './channelFailure.ts';
import type { ChannelSession } from './channelSession.ts';
import { channelStateRecord, type ChannelState } from './channelState.ts';
import type { ShownChannel } from './channelViewer.ts';
import { OpenChannel } from './openChannel.ts';
import type { OutboxNumbers } from './outboxNumbers.ts';
import { readCharters } from './stateReader.ts';

/** The channels of this device: those in use are open, and one whose work failed is taken out of the store again. */
export class OpenChannels {
    readonly #session: ChannelSession;
    readonly #numbers: OutboxNumbers;
    readonly #changed: (channel: ChannelId) => void;
    readonly #open = new Map<ChannelId, Promise<OpenChannel>>();
    #isClosed = false;

    constructor(session: ChannelSession, numbers: OutboxNumbers, changed: (channel: ChannelId) => void) {
        this.#session = session;
        this.#numbers = numbers;
        this.#changed = changed;
    }

    /** All of them as stored, in the order in which they came. */
    async states(): Promise<readonly ChannelState[]> {
        const stored = await this.#session.store.list(bucket.channels);
        return stored.map(({ value }) => channelStateRecord.decode(value));
    }

    /** @throws ChannelFailure when there is no such channel. */
    async state(channel: ChannelId): Promise<ChannelState> {
        const stored = await this.#session.store.get(bucket.channels, bytesOf(channel));
        if (stored === undefined) throw new ChannelFailure('not-found');
        return channelStateRecord.decode(stored);
    }

    /** What of a channel may be shown. */
    async shown(state: ChannelState): Promise<ShownChannel> {
        if (state.phase === 'removed')
            return { state, charters: await readCharters(state), roster: [], authenticator: '', party: undefined, waiting: [] };
        return (await this.open(state.id)).shown;
    }

    /** The open channel. @throws ChannelFailure when there is none, or this device was removed from it. */
    open(channel: ChannelId): Promise<OpenChannel> {
        if (this.#isClosed) return Promise.reject(new ChannelFailure('not-ready'));
        const held = this.#open.get(channel) ?? this.#load(channel);
        this.#open.set(channel, held);
        return held;
    }

    /** Works on a channel; after a failure what is in memory may be ahead of the store and is thrown away. */
    async work<T>(channel: ChannelId, work: (open: OpenChannel) => Promise<T>): Promise<T> {
        const open = await this.open(channel);
        try {
            return await work(open);
        } catch (failure) {
            this.close(channel);
            throw failure;
        } finally {
            if (open.state.phase === 'removed') this.close(channel);
        }
    }

    /** Closes a channel; what was not saved is gone. */
    close(channel: ChannelId): void {
        this.#letGo(channel, (open) => {
            open.dispose();
        });
    }

    /** Closes all channels; none is opened again. */
    closeAll(): void {
        this.#isClosed = true;
        for (const channel of [...this.#open.keys()]) {
            this.#letGo(channel, (open) => {
                open.lock();
            });
        }
    }

    #letGo(channel: ChannelId, end: (open: OpenChannel) => void): void {
        const held = this.#open.get(channel);
        this.#open.delete(channel);
        held?.then(end, () => undefined);
    }

    async #load(channel: ChannelId): Promise<OpenChannel> {
        try {
            const state = await this.state(channel);
            if (state.phase === 'removed') throw new ChannelFailure('removed');
            return await OpenChannel.load(this.#session, state, this.#numbers, () => {
                this.#changed(channel);
            });
        } catch (failure) {
            this.#open.delete(channel);
            throw failure;
        }
    }
}
