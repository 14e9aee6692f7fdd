import type { Bytes } from '../bytes.ts';

/** Where a record lies in its bucket: under a key or, where its order matters, under a number (a safe integer, not negative). */
export type RecordKey = Uint8Array | number;

/** A record that is found by its key; the value is the caller's own copy, to be wiped where it is secret. */
export type StoreEntry = { readonly key: Bytes; readonly value: Bytes };

/** A record that is found by its number; the value is the caller's own copy. */
export type OrdinalEntry = { readonly ordinal: number; readonly value: Bytes };

/** Reads sealed records. A bucket is nothing but a name. */
export interface StoreReader {
    /** What is under a key or a number; undefined when there is nothing. */
    get(bucket: string, key: RecordKey): Promise<Bytes | undefined>;

    /** Every record of a bucket that is under a key, in the order of their first writing. */
    list(bucket: string): Promise<readonly StoreEntry[]>;

    /** The first records of a bucket with numbers greater than `after`, ascending. */
    range(bucket: string, after: number, limit?: number): Promise<readonly OrdinalEntry[]>;

    /** The last records of a bucket with numbers smaller than `before`, ascending. */
    newest(bucket: string, limit: number, before?: number): Promise<readonly OrdinalEntry[]>;

    /** The greatest number of a bucket; undefined when it has none. */
    lastOrdinal(bucket: string): Promise<number | undefined>;
}

/** The changes of one transaction, of no use after it. Its reads see the changes made so far. */
export interface StoreWriter extends StoreReader {
    /** Stores a copy of a value in place of the one before. */
    put(bucket: string, key: RecordKey, value: Uint8Array): void;

    /** Removes what is there, where there is something. */
    delete(bucket: string, key: RecordKey): void;

    /** Removes everything that is in a bucket. */
    clear(bucket: string): void;
}

/** The sealed records of this device. Every method may throw `StoreFailure`. */
export interface Store extends StoreReader {
    /**
     * One durable transaction: when it resolves, all changes are stored; when anything throws, inside or at its end, none is.
     * Transactions run one after the other and hold no other: a `write` inside a body would wait for itself, so a body calls
     * its writer only. The store's own reads show what was stored before.
     */
    write(body: (writer: StoreWriter) => Promise<void> | void): Promise<void>;
}
