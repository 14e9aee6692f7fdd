import { wipe } from '../bytes.ts';
import { bytesOf } from '../cbor/opaque.ts';
import type { ContentBody } from '../content/contentBody.ts';
import type { Store, StoreWriter } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import type { ChannelId, MessageId } from '../wire/opaqueId.ts';
import { drawEntry, outboxEntryRecord, type OutboxEntry } from './outboxEntry.ts';
import type { OutboxNumbers } from './outboxNumbers.ts';

/** Something that was written here and has not come back in the log. */
export type Waiting = { readonly entry: OutboxEntry; readonly isAtRelay: boolean };

/** What waits in an open channel, by number; changes are written with the channel. */
export class OutboxCopy {
    readonly #channel: ChannelId;
    readonly #numbers: OutboxNumbers;
    readonly #entries: Map<number, OutboxEntry>;
    readonly #known: Set<number>;
    readonly #changed = new Set<number>();
    readonly #done = new Map<number, OutboxEntry>();
    readonly #answered = new Set<number>();

    private constructor(channel: ChannelId, numbers: OutboxNumbers, entries: Map<number, OutboxEntry>) {
        this.#channel = channel;
        this.#numbers = numbers;
        this.#entries = entries;
        this.#known = new Set(entries.keys());
    }

    static async load(store: Store, channel: ChannelId, numbers: OutboxNumbers): Promise<OutboxCopy> {
        const stored = await store.range(bucket.outbox(bytesOf(channel)), 0);
        for (const { ordinal } of stored) numbers.note(channel, ordinal);
        return new OutboxCopy(channel, numbers, new Map(stored.map(({ ordinal, value }) => [ordinal, outboxEntryRecord.decode(value)])));
    }

    get size(): number {
        return this.#entries.size;
    }

    /** Whether something of a kind waits. */
    has(kind: number): boolean {
        return [...this.#entries.values()].some((entry) => entry.kind === kind);
    }

    /** In the order in which they were written. */
    numbers(): readonly number[] {
        return [...this.#entries.keys()].sort((a, b) => a - b);
    }

    /** What waits as far as the store knows, and whether the relay said that it has it. */
    waiting(): readonly Waiting[] {
        const stored = [...this.#done, ...this.#entries].sort(([a], [b]) => a - b);
        return stored.map(([number, entry]) => ({ entry, isAtRelay: this.#answered.has(number) }));
    }

    /** What waits under a number of `numbers`. */
    at(number: number): OutboxEntry {
        return this.#entries.get(number) as OutboxEntry;
    }

    /** What is there under a message id. */
    find(message: MessageId): { readonly number: number; readonly entry: OutboxEntry } | undefined {
        for (const [number, entry] of this.#entries) if (entry.message === message) return { number, entry };
        return undefined;
    }

    /** The relay says that it has it; that is only shown, for a relay may say so and lose it. */
    answer(number: number): void {
        this.#answered.add(number);
    }

    /** Takes in what was written into the store since; once only, because it may be sealed or gone by then. */
    adopt(number: number, entry: OutboxEntry): void {
        if (this.#known.has(number)) return;
        this.#known.add(number);
        this.#entries.set(number, entry);
    }

    /** Puts something at the end; it is written with the channel. */
    async enqueue(body: ContentBody, now: number): Promise<void> {
        this.set(await this.#numbers.draw(this.#channel), drawEntry(body, now));
    }

    /** Replaces what waits under a number. */
    set(number: number, entry: OutboxEntry): void {
        this.#known.add(number);
        this.#entries.set(number, entry);
        this.#changed.add(number);
    }

    /** It came back in the log, or will never be sent. */
    remove(number: number): void {
        this.#done.set(number, this.at(number));
        this.#entries.delete(number);
        this.#changed.delete(number);
    }

    clear(): void {
        for (const number of this.numbers()) this.remove(number);
    }

    /** Overwrites what was written; it stays in the store. */
    wipe(): void {
        for (const [, { body }] of [...this.#entries, ...this.#done]) wipe(body);
    }

    write(writer: StoreWriter): void {
        const name = bucket.outbox(bytesOf(this.#channel));
        for (const number of this.#changed) outboxEntryRecord.put(writer, name, number, this.at(number));
        for (const number of this.#done.keys()) writer.delete(name, number);
    }

    /** What `write` wrote is stored. */
    written(): void {
        this.#changed.clear();
        this.#done.clear();
    }
}
