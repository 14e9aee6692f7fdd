import { deleteDB, openDB, type IDBPDatabase } from 'idb';
import { makeKeyFile, openKeyFile, readKeyFile } from '../../core/storage/keyFile.ts';
import type { Progress } from '../../core/storage/passphrase.ts';
import type { PassphraseCost } from '../../core/storage/passphraseCost.ts';
import { SealedStore } from '../../core/storage/sealedStore.ts';
import type { StoreWriter } from '../../core/storage/store.ts';
import { StoreFailure } from '../../core/storage/storeFailure.ts';
import { translated } from './databaseFailure.ts';
import { drawDeviceKey, sealWith } from './deviceKey.ts';
import { IndexedDbTable, type StoreSchema } from './indexedDbTable.ts';

const databaseName = 'secure-dialogue';
const databaseVersion = 1;
const fileKey = 'file';
const deviceKey = 'device';

type Database = IDBPDatabase<StoreSchema>;

/** Whether there is a store on this device; where the browser can list its databases, asking leaves nothing behind. */
export async function hasStore(): Promise<boolean> {
    if (!(await translated(mayHaveDatabase))) return false;
    return withDatabase(
        () => undefined,
        async (database) => {
            const found = (await database.getKey('key', fileKey)) !== undefined;
            database.close();
            return found;
        },
    );
}

/**
 * Makes the store of this device with its first records. The wrapped key is written last: until then there is no store, and what a
 * try that was interrupted left behind is cleared.
 */
export async function createStore(
    passphrase: string,
    cost: PassphraseCost,
    progress: Progress,
    lost: () => void,
    first: (writer: StoreWriter) => Promise<void> | void,
): Promise<SealedStore> {
    return withDatabase(lost, async (database) => {
        if ((await database.getKey('key', fileKey)) !== undefined) throw new StoreFailure('in-use');
        await database.clear('record');
        const device = await drawDeviceKey();
        const { file, keys } = await makeKeyFile(passphrase, cost, sealWith(device), progress);
        try {
            const store = await SealedStore.create(new IndexedDbTable(database), keys);
            await store.write(first);
            const transaction = database.transaction('key', 'readwrite', { durability: 'strict' });
            await Promise.all([transaction.store.put(device, deviceKey), transaction.store.put(file, fileKey), transaction.done]);
            return store;
        } catch (failure) {
            keys.wipe();
            throw failure;
        }
    });
}

/** Opens the store of this device. */
export async function openStore(passphrase: string, progress: Progress, lost: () => void): Promise<SealedStore> {
    return withDatabase(lost, async (database) => {
        const found = await database.get('key', fileKey);
        if (found === undefined) throw new StoreFailure('empty');
        const file = readKeyFile(found);
        const device = await database.get('key', deviceKey);
        if (!(device instanceof CryptoKey)) throw new StoreFailure('damaged');
        const keys = await openKeyFile(file, passphrase, sealWith(device), progress);
        try {
            return await SealedStore.open(new IndexedDbTable(database), keys);
        } catch (failure) {
            keys.wipe();
            throw failure;
        }
    });
}

/** Deletes the store with all that is in it, the keys first; works without the passphrase. Who has it open elsewhere loses it. */
export async function wipeStore(): Promise<void> {
    await withDatabase(
        () => undefined,
        async (database) => {
            const transaction = database.transaction('key', 'readwrite', { durability: 'strict' });
            await Promise.all([transaction.store.clear(), transaction.done]);
            database.close();
        },
    );
    await translated(() => deleteDB(databaseName));
}

async function mayHaveDatabase(): Promise<boolean> {
    // Firefox before 126 has no list.
    if (typeof indexedDB.databases !== 'function') return true;
    return (await indexedDB.databases()).some(({ name }) => name === databaseName);
}

async function withDatabase<T>(lost: () => void, work: (database: Database) => Promise<T>): Promise<T> {
    const database = await translated(() => opened(lost));
    try {
        return await translated(() => work(database));
    } catch (failure) {
        database.close();
        throw failure;
    }
}

/** `lost` is told when another tab deletes the database or the browser takes it away. */
async function opened(lost: () => void): Promise<Database> {
    const database: Database = await openDB<StoreSchema>(databaseName, databaseVersion, {
        upgrade: (fresh) => {
            fresh.createObjectStore('key');
            fresh.createObjectStore('record', { keyPath: 'name' }).createIndex('place', 'place', { unique: true });
        },
        blocking: () => {
            database.close();
            lost();
        },
        terminated: lost,
    });
    return database;
}
