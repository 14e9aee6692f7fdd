import { copyOf, toHex, wipe, type Bytes } from '../bytes.ts';
import type { OrdinalEntry, RecordKey, StoreEntry, StoreReader, StoreWriter } from './store.ts';

type Pending = { readonly key: RecordKey; readonly value: Bytes | undefined };
type PendingBucket = { cleared: boolean; readonly records: Map<string, Pending> };

/** The changes of a transaction under way, laid over what is stored; nothing is stored before its end. */
export class PendingChanges implements StoreWriter {
    readonly #stored: StoreReader;
    readonly #buckets = new Map<string, PendingBucket>();
    #over = false;

    constructor(stored: StoreReader) {
        this.#stored = stored;
    }

    put(bucket: string, key: RecordKey, value: Uint8Array): void {
        this.#set(bucket, key, copyOf(value));
    }

    delete(bucket: string, key: RecordKey): void {
        this.#set(bucket, key, undefined);
    }

    clear(bucket: string): void {
        const pending = this.#bucket(bucket);
        forget(pending);
        pending.records.clear();
        pending.cleared = true;
    }

    async get(bucket: string, key: RecordKey): Promise<Bytes | undefined> {
        const pending = this.#bucket(bucket);
        const found = pending.records.get(textOfKey(key));
        if (found) return found.value && copyOf(found.value);
        return pending.cleared ? undefined : this.#stored.get(bucket, key);
    }

    async list(bucket: string): Promise<readonly StoreEntry[]> {
        const { cleared, records } = this.#bucket(bucket);
        const stored = cleared ? [] : await this.#stored.list(bucket);
        const known = new Set(stored.map((entry) => textOfKey(entry.key)));
        const fresh = [...records].filter(([text, { key }]) => typeof key !== 'number' && !known.has(text));
        return [
            ...stored.map((entry) => ({ key: entry.key, value: laid(records, entry.key, entry.value) })),
            ...fresh.map(([, { key, value }]) => ({ key: copyOf(key as Bytes), value: value && copyOf(value) })),
        ].filter((entry): entry is StoreEntry => entry.value !== undefined);
    }

    async range(bucket: string, after: number, limit = Infinity): Promise<readonly OrdinalEntry[]> {
        const { cleared, records } = this.#bucket(bucket);
        const stored = cleared ? [] : await this.#stored.range(bucket, after, limit + records.size);
        return merged(records, stored)
            .filter((entry) => entry.ordinal > after)
            .slice(0, limit);
    }

    async newest(bucket: string, limit: number, before = Infinity): Promise<readonly OrdinalEntry[]> {
        if (limit <= 0) return [];
        const { cleared, records } = this.#bucket(bucket);
        const stored = cleared ? [] : await this.#stored.newest(bucket, limit + records.size, before);
        return merged(records, stored)
            .filter((entry) => entry.ordinal < before)
            .slice(-limit);
    }

    async lastOrdinal(bucket: string): Promise<number | undefined> {
        return (await this.newest(bucket, 1)).at(0)?.ordinal;
    }

    /** What is to be stored, in the order in which it is to be done. */
    *changes(): Iterable<{ readonly bucket: string; readonly cleared: boolean; readonly records: readonly Pending[] }> {
        for (const [bucket, { cleared, records }] of this.#buckets) yield { bucket, cleared, records: [...records.values()] };
    }

    /** Ends the transaction: values are overwritten, the writer is of no use. */
    end(): void {
        this.#over = true;
        for (const pending of this.#buckets.values()) forget(pending);
        this.#buckets.clear();
    }

    #set(bucket: string, key: RecordKey, value: Bytes | undefined): void {
        const { records } = this.#bucket(bucket);
        const before = records.get(textOfKey(key));
        if (before?.value) wipe(before.value);
        records.set(textOfKey(key), { key: typeof key === 'number' ? key : copyOf(key), value });
    }

    #bucket(name: string): PendingBucket {
        if (this.#over) throw new TypeError('the transaction is over');
        const known = this.#buckets.get(name) ?? { cleared: false, records: new Map<string, Pending>() };
        this.#buckets.set(name, known);
        return known;
    }
}

function laid(records: PendingBucket['records'], key: Bytes, stored: Bytes): Bytes | undefined {
    const pending = records.get(textOfKey(key));
    if (!pending) return stored;
    return pending.value && copyOf(pending.value);
}

// Where `stored` was cut short it holds more records than the changes can remove from it, so the cut does not show.
function merged(records: PendingBucket['records'], stored: readonly OrdinalEntry[]): OrdinalEntry[] {
    const values = new Map<number, Bytes | undefined>(stored.map((entry) => [entry.ordinal, entry.value]));
    for (const { key, value } of records.values()) if (typeof key === 'number') values.set(key, value && copyOf(value));
    return [...values]
        .map(([ordinal, value]) => ({ ordinal, value }))
        .filter((entry): entry is OrdinalEntry => entry.value !== undefined)
        .sort((a, b) => a.ordinal - b.ordinal);
}

function forget(pending: PendingBucket): void {
    for (const { value } of pending.records.values()) if (value) wipe(value);
}

function textOfKey(key: RecordKey): string {
    return typeof key === 'number' ? `n${key}` : `k${toHex(key)}`;
}
