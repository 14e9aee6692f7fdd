import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB, type IDBPDatabase } from 'idb';
import type { PassphraseCost } from '../../src/core/storage/passphraseCost.ts';
import type { SealedStore } from '../../src/core/storage/sealedStore.ts';
import { StoreFailure, type StoreProblem } from '../../src/core/storage/storeFailure.ts';
import { createStore, openStore } from '../../src/worker/storage/indexedDbStore.ts';

/** What tests of the store share: a cheap passphrase, and the database as a thief of the profile sees it. */
type StoredRow = { readonly name: string; readonly place: readonly unknown[]; readonly sealed: Uint8Array<ArrayBuffer> };

export const cheap: PassphraseCost = { memory: 8, passes: 1 };
export const quiet = (): void => undefined;

/** An empty browser. */
export function freshBrowser(): void {
    globalThis.indexedDB = new IDBFactory();
}

export function createCheap(passphrase = 'seven small boats'): Promise<SealedStore> {
    return createStore(passphrase, cheap, quiet, quiet, quiet);
}

export function openCheap(passphrase = 'seven small boats'): Promise<SealedStore> {
    return openStore(passphrase, quiet, quiet);
}

export async function problemOf(work: Promise<unknown>): Promise<StoreProblem | 'none'> {
    try {
        await work;
        return 'none';
    } catch (failure) {
        if (failure instanceof StoreFailure) return failure.problem;
        throw failure;
    }
}

/** Works on the raw database beside the store. */
export async function inDatabase<T>(work: (database: IDBPDatabase) => Promise<T>): Promise<T> {
    const database = await openDB('secure-dialogue');
    try {
        return await work(database);
    } finally {
        database.close();
    }
}

export function storedRows(): Promise<readonly StoredRow[]> {
    return inDatabase((database) => database.getAll('record'));
}

/** Puts another row in the place of one. */
export function alter(name: string, altered: (row: StoredRow) => object): Promise<void> {
    return inDatabase(async (database) => {
        const row = (await database.get('record', name)) as StoredRow;
        await database.delete('record', name);
        await database.put('record', altered(row));
    });
}
