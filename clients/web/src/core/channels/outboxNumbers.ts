import { bytesOf } from '../cbor/opaque.ts';
import type { Store } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import type { ChannelId } from '../wire/opaqueId.ts';

/**
 * Draws the numbers under which channels keep what waits. Writing goes on while a channel is being synced, so the numbers come from
 * one place and none is drawn twice.
 */
export class OutboxNumbers {
    readonly #store: Store;
    readonly #last = new Map<ChannelId, number>();

    constructor(store: Store) {
        this.#store = store;
    }

    /** A number that is or was in use: none is used twice while this device runs, even after it was delivered. */
    note(channel: ChannelId, number: number): void {
        this.#last.set(channel, Math.max(number, this.#last.get(channel) ?? 0));
    }

    /** The next number of a channel, greater than any that its outbox holds. */
    async draw(channel: ChannelId): Promise<number> {
        const stored = this.#last.has(channel) ? 0 : ((await this.#store.lastOrdinal(bucket.outbox(bytesOf(channel)))) ?? 0);
        const next = Math.max(stored, this.#last.get(channel) ?? 0) + 1;
        this.#last.set(channel, next);
        return next;
    }
}
