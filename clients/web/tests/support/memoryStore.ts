import { copyOf, fromHex, toHex, type Bytes } from '../../src/core/bytes.ts';
import { PendingChanges } from '../../src/core/storage/pendingChanges.ts';
import type { OrdinalEntry, RecordKey, Store, StoreEntry, StoreReader, StoreWriter } from '../../src/core/storage/store.ts';

type Records = { readonly keyed: Map<string, Bytes>; readonly numbered: Map<number, Bytes> };

/** A store that lasts as long as the test, with the transactions of the real one. */
export class MemoryStore implements Store {
    readonly #buckets = new Map<string, Records>();
    #last: Promise<void> = Promise.resolve();
    /** Thrown at the end of the next transaction, which then changes nothing. */
    failure: Error | undefined;
    /** How often something was written. */
    writes = 0;

    async get(bucket: string, key: RecordKey): Promise<Bytes | undefined> {
        const { keyed, numbered } = this.#records(bucket);
        const found = typeof key === 'number' ? numbered.get(key) : keyed.get(toHex(key));
        return found && copyOf(found);
    }

    async list(bucket: string): Promise<readonly StoreEntry[]> {
        return [...this.#records(bucket).keyed].map(([key, value]) => ({ key: fromHex(key), value: copyOf(value) }));
    }

    async range(bucket: string, after: number, limit = Infinity): Promise<readonly OrdinalEntry[]> {
        return this.#ordinals(bucket)
            .filter((entry) => entry.ordinal > after)
            .slice(0, limit);
    }

    async newest(bucket: string, limit: number, before = Infinity): Promise<readonly OrdinalEntry[]> {
        return limit <= 0
            ? []
            : this.#ordinals(bucket)
                  .filter((entry) => entry.ordinal < before)
                  .slice(-limit);
    }

    async lastOrdinal(bucket: string): Promise<number | undefined> {
        return this.#ordinals(bucket).at(-1)?.ordinal;
    }

    write(body: (writer: StoreWriter) => Promise<void> | void): Promise<void> {
        const turn = this.#last.then(() => this.#transact(body));
        this.#last = turn.catch(() => undefined);
        return turn;
    }

    /** Another store with the same records. */
    copy(): MemoryStore {
        const other = new MemoryStore();
        for (const [name, { keyed, numbered }] of this.#buckets) {
            other.#buckets.set(name, { keyed: new Map(keyed), numbered: new Map(numbered) });
        }
        return other;
    }

    /** Everything, to be compared: a store that did not change gives the same text. */
    dump(): string {
        // To look into a bucket makes it here, and changes nothing.
        const filled = [...this.#buckets].filter(([, { keyed, numbered }]) => keyed.size + numbered.size > 0);
        const buckets = filled.sort(([a], [b]) => (a < b ? -1 : 1));
        return JSON.stringify(buckets.map(([name, { keyed, numbered }]) => [name, [...keyed].map(pair), [...numbered].map(pair)]));
    }

    async #transact(body: (writer: StoreWriter) => Promise<void> | void): Promise<void> {
        const pending = new PendingChanges(this as StoreReader);
        await body(pending);
        if (this.failure !== undefined) {
            const failure = this.failure;
            this.failure = undefined;
            throw failure;
        }
        for (const { bucket, cleared, records } of pending.changes()) {
            if (cleared) this.#buckets.delete(bucket);
            for (const { key, value } of records) this.#put(bucket, key, value);
        }
        pending.end();
        this.writes++;
    }

    #put(bucket: string, key: RecordKey, value: Bytes | undefined): void {
        const { keyed, numbered } = this.#records(bucket);
        if (typeof key === 'number') put(numbered, key, value);
        else put(keyed, toHex(key), value);
    }

    #ordinals(bucket: string): OrdinalEntry[] {
        const entries = [...this.#records(bucket).numbered].map(([ordinal, value]) => ({ ordinal, value: copyOf(value) }));
        return entries.sort((a, b) => a.ordinal - b.ordinal);
    }

    #records(bucket: string): Records {
        const known = this.#buckets.get(bucket) ?? { keyed: new Map<string, Bytes>(), numbered: new Map<number, Bytes>() };
        this.#buckets.set(bucket, known);
        return known;
    }
}

function put<Key>(records: Map<Key, Bytes>, key: Key, value: Bytes | undefined): void {
    if (value === undefined) records.delete(key);
    else records.set(key, copyOf(value));
}

function pair([key, value]: [string | number, Bytes]): [string | number, string] {
    return [key, toHex(value)];
}
