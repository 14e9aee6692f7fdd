import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';
import type { RecordTable, SealedRow, TableChange } from '../../core/storage/recordTable.ts';
import { translated } from './databaseFailure.ts';

const keyForm = 0;
const ordinalForm = 1;

type Place = [bucket: string, form: number, order: number];

/** A row: `place` is the tag of its bucket, 0 and a running number for a record under a key, 1 and its own number otherwise. */
type Row = { readonly name: string; readonly place: Place; readonly sealed: Uint8Array<ArrayBuffer> };

/** The database: the wrapped store key, the device's key, and the sealed records. */
export interface StoreSchema extends DBSchema {
    key: { key: string; value: unknown };
    record: { key: string; value: Row; indexes: { place: Place } };
}

type Writing = IDBPTransaction<StoreSchema, ['record'], 'readwrite'>;

/** The table of sealed records in IndexedDB. */
export class IndexedDbTable implements RecordTable {
    readonly #database: IDBPDatabase<StoreSchema>;

    constructor(database: IDBPDatabase<StoreSchema>) {
        this.#database = database;
    }

    get(name: string): Promise<SealedRow | undefined> {
        return translated(async () => {
            const row = await this.#database.get('record', name);
            return row && sealedRow(row);
        });
    }

    list(bucket: string): Promise<readonly SealedRow[]> {
        return this.#rows(IDBKeyRange.bound([bucket, keyForm], [bucket, ordinalForm], false, true), Infinity);
    }

    range(bucket: string, after: number, limit: number): Promise<readonly SealedRow[]> {
        return this.#rows(IDBKeyRange.bound([bucket, ordinalForm, after], [bucket, ordinalForm, Infinity], true), limit);
    }

    newest(bucket: string, before: number, limit: number): Promise<readonly SealedRow[]> {
        return translated(async () => {
            const rows: SealedRow[] = [];
            const places = this.#database.transaction('record').store.index('place');
            let cursor = await places.openCursor(ordinalsBefore(bucket, before), 'prev');
            while (cursor && rows.length < limit) {
                rows.push(sealedRow(cursor.value));
                cursor = rows.length < limit ? await cursor.continue() : null;
            }
            return rows.reverse();
        });
    }

    lastOrdinal(bucket: string): Promise<number | undefined> {
        return translated(async () => {
            const places = this.#database.transaction('record').store.index('place');
            const cursor = await places.openKeyCursor(ordinalsBefore(bucket, Infinity), 'prev');
            return cursor?.key[2];
        });
    }

    apply(changes: readonly TableChange[]): Promise<void> {
        return translated(async () => {
            const transaction = this.#database.transaction('record', 'readwrite', { durability: 'strict' });
            const failed = transaction.done.then(
                () => undefined,
                (failure: unknown) => ({ failure }),
            );
            try {
                // Nothing but requests of this transaction is awaited here: on anything else it would end by itself.
                for (const change of changes) await make(transaction, change);
            } catch (failure) {
                abort(transaction);
                await failed;
                throw failure;
            }
            const late = await failed;
            if (late) throw late.failure;
        });
    }

    close(): void {
        this.#database.close();
    }

    #rows(places: IDBKeyRange, limit: number): Promise<readonly SealedRow[]> {
        return translated(async () => {
            if (limit <= 0) return [];
            const count = Math.min(limit, 0xffffffff);
            return (await this.#database.getAllFromIndex('record', 'place', places, count)).map(sealedRow);
        });
    }
}

async function make(transaction: Writing, change: TableChange): Promise<unknown> {
    const records = transaction.objectStore('record');
    switch (change.change) {
        case 'put':
            return records.put({ name: change.row.name, place: await place(transaction, change.row), sealed: change.row.sealed });
        case 'delete':
            return records.delete(change.name);
        case 'clear': {
            const rows = IDBKeyRange.bound([change.bucket, keyForm], [change.bucket, ordinalForm + 1]);
            for (const name of await records.index('place').getAllKeys(rows)) await records.delete(name);
            return undefined;
        }
    }
}

async function place(transaction: Writing, row: SealedRow): Promise<Place> {
    if (row.ordinal !== undefined) return [row.bucket, ordinalForm, row.ordinal];
    const records = transaction.objectStore('record');
    const before = await records.get(row.name);
    if (before) return before.place;
    const keys = IDBKeyRange.bound([row.bucket, keyForm], [row.bucket, ordinalForm], false, true);
    const last = await records.index('place').openKeyCursor(keys, 'prev');
    return [row.bucket, keyForm, (last?.key[2] ?? 0) + 1];
}

function ordinalsBefore(bucket: string, before: number): IDBKeyRange {
    return IDBKeyRange.bound([bucket, ordinalForm], [bucket, ordinalForm, before], false, true);
}

function sealedRow({ name, place: [bucket, form, order], sealed }: Row): SealedRow {
    return { bucket, name, ordinal: form === ordinalForm ? order : undefined, sealed };
}

function abort(transaction: Writing): void {
    try {
        transaction.abort();
    } catch {
        // It has ended by itself, as it does when a request in it fails.
    }
}
