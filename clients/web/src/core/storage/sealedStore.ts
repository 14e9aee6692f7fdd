import { equalBytes, toHex, utf8, type Bytes } from '../bytes.ts';
import { PendingChanges } from './pendingChanges.ts';
import { keyOf, recordName, type RecordName } from './recordName.ts';
import { openRecord, sealRecord } from './recordSeal.ts';
import type { RecordTable, SealedRow, TableChange } from './recordTable.ts';
import type { OrdinalEntry, RecordKey, Store, StoreEntry, StoreWriter } from './store.ts';
import { StoreFailure } from './storeFailure.ts';
import type { StoreKeys } from './storeKeys.ts';

const marker = recordName('store', utf8('format'));

/**
 * The encrypted records of this device. Names of buckets, keys and values the table does not show, and no record can be put in
 * another's place. What the store cannot see is a record being taken away, or the whole database being put back to what it was.
 */
export class SealedStore implements Store {
    readonly #table: RecordTable;
    readonly #keys: StoreKeys;
    #last: Promise<void> = Promise.resolve();
    #closed = false;

    private constructor(table: RecordTable, keys: StoreKeys) {
        this.#table = table;
        this.#keys = keys;
    }

    /** Begins a store in an empty table; table and keys are the store's from now on. */
    static async create(table: RecordTable, keys: StoreKeys): Promise<SealedStore> {
        const store = new SealedStore(table, keys);
        await store.write((writer) => {
            writer.put(marker.bucket, keyOf(marker.bytes), new Uint8Array());
        });
        return store;
    }

    /** Opens a store, and checks that it was written under these keys. */
    static async open(table: RecordTable, keys: StoreKeys): Promise<SealedStore> {
        const store = new SealedStore(table, keys);
        if ((await store.get(marker.bucket, keyOf(marker.bytes))) === undefined) throw new StoreFailure('damaged');
        return store;
    }

    async get(bucket: string, key: RecordKey): Promise<Bytes | undefined> {
        const name = recordName(bucket, key);
        const row = await this.#open().get(this.#nameTag(name));
        return row && this.#value(row, name);
    }

    async list(bucket: string): Promise<readonly StoreEntry[]> {
        const rows = await this.#open().list(this.#bucketTag(bucket));
        return rows.map((row) => {
            const { name, value } = openRecord(this.#keys, bucket, row.name, row.sealed);
            return { key: keyOf(name), value };
        });
    }

    async range(bucket: string, after: number, limit = Infinity): Promise<readonly OrdinalEntry[]> {
        return this.#ordinals(bucket, await this.#open().range(this.#bucketTag(bucket), after, limit));
    }

    async newest(bucket: string, limit: number, before = Infinity): Promise<readonly OrdinalEntry[]> {
        return this.#ordinals(bucket, await this.#open().newest(this.#bucketTag(bucket), before, limit));
    }

    lastOrdinal(bucket: string): Promise<number | undefined> {
        return this.#open().lastOrdinal(this.#bucketTag(bucket));
    }

    write(body: (writer: StoreWriter) => Promise<void> | void): Promise<void> {
        const turn = this.#last.then(() => this.#transact(body));
        this.#last = turn.catch(() => undefined);
        return turn;
    }

    /** Waits for the transaction under way, closes the table and overwrites the keys. */
    async close(): Promise<void> {
        this.#closed = true;
        await this.#last;
        this.#table.close();
        this.#keys.wipe();
    }

    async #transact(body: (writer: StoreWriter) => Promise<void> | void): Promise<void> {
        this.#open();
        const pending = new PendingChanges(this);
        try {
            await body(pending);
            const changes = this.#sealed(pending);
            if (changes.length > 0) await this.#open().apply(changes);
        } finally {
            pending.end();
        }
    }

    #sealed(pending: PendingChanges): readonly TableChange[] {
        const changes: TableChange[] = [];
        for (const { bucket, cleared, records } of pending.changes()) {
            if (cleared) changes.push({ change: 'clear', bucket: this.#bucketTag(bucket) });
            for (const { key, value } of records) {
                const name = recordName(bucket, key);
                changes.push(value ? { change: 'put', row: this.#row(name, value) } : { change: 'delete', name: this.#nameTag(name) });
            }
        }
        return changes;
    }

    #row(name: RecordName, value: Bytes): SealedRow {
        const sealed = sealRecord(this.#keys, name, value);
        return { bucket: this.#bucketTag(name.bucket), name: this.#nameTag(name), ordinal: name.ordinal, sealed };
    }

    #ordinals(bucket: string, rows: readonly SealedRow[]): readonly OrdinalEntry[] {
        return rows.map((row) => {
            const { ordinal } = row;
            if (ordinal === undefined || !Number.isSafeInteger(ordinal) || ordinal < 0) throw new StoreFailure('damaged');
            return { ordinal, value: this.#value(row, recordName(bucket, ordinal)) };
        });
    }

    // The tag in the row is authenticated with the record, and here the name in the record is the one that was asked for.
    #value(row: SealedRow, expected: RecordName): Bytes {
        const { name, value } = openRecord(this.#keys, expected.bucket, row.name, row.sealed);
        if (!equalBytes(name, expected.bytes)) throw new StoreFailure('damaged');
        return value;
    }

    #bucketTag(bucket: string): string {
        return toHex(this.#keys.bucketTag(bucket));
    }

    #nameTag(name: RecordName): string {
        return toHex(this.#keys.nameTag(this.#keys.bucketTag(name.bucket), name.bytes));
    }

    #open(): RecordTable {
        if (this.#closed) throw new StoreFailure('closed');
        return this.#table;
    }
}
