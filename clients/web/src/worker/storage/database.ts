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

/**
 * Deletes the keys, and with them what every record says; works without the passphrase, whatever version wrote the database, and while it
 * is open. False when the browser does not let them be reached.
 */
export async function forgetKeys(): Promise<boolean> {
    try {
        const database: Database = await openDB<StoreSchema>(databaseName, undefined, { upgrade });
        try {
            const names = [...database.objectStoreNames];
            if (names.length === 0) return true;
            const transaction = database.transaction(names, 'readwrite', { durability: 'strict' });
            await Promise.all([...names.map((name) => transaction.objectStore(name).clear()), transaction.done]);
            return true;
        } finally {
            database.close();
        }
    } catch {
        return false;
    }
}

/** Deletes the store with all that is in it, the keys first. Who has it open elsewhere loses it. */
export async function wipeStore(): Promise<void> {
    const areForgotten = await forgetKeys();
    await translated(() => deleted(areForgotten));
}

/** A tab that sleeps can hold up the deletion for as long as it likes; it need not be waited for once nothing can be read. */
function deleted(areForgotten: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
        const blocked = (): void => {
            if (areForgotten) resolve();
        };
        deleteDB(databaseName, { blocked }).then(resolve, reject);
    });
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
        upgrade,
        blocking: () => {
            database.close();
            lost();
        },
        terminated: lost,
    });
    return database;
}

function upgrade(fresh: Database): void {
    fresh.createObjectStore('key');
    fresh.createObjectStore('record', { keyPath: 'name' }).createIndex('place', 'place', { unique: true });
}
