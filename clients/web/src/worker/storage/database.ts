import { deleteDB, openDB, type IDBPDatabase } from 'idb';
import { translated } from './databaseFailure.ts';
import type { StoreSchema } from './indexedDbTable.ts';

// The browser's database of this device, apart from what is sealed in it: enough to tell whether there is one, and to delete it.

const databaseName = 'secure-dialogue';
const databaseVersion = 1;

/** Where the wrapped key lies, and where the browser's part of its wrapping. */
export const fileKey = 'file';
export const deviceKey = 'device';

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

/** Opens the database for some work; it stays open unless the work fails or closes it. */
export async function withDatabase<T>(lost: () => void, work: (database: Database) => Promise<T>): Promise<T> {
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
