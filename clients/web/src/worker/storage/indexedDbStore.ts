import { makeKeyFile, openKeyFile, readKeyFile } from '../../core/storage/keyFile.ts';
import type { Progress } from '../../core/storage/passphrase.ts';
import type { PassphraseCost } from '../../core/storage/passphraseCost.ts';
import { SealedStore } from '../../core/storage/sealedStore.ts';
import type { StoreWriter } from '../../core/storage/store.ts';
import { StoreFailure } from '../../core/storage/storeFailure.ts';
import { deviceKey, fileKey, withDatabase } from './database.ts';
import { drawDeviceKey, sealWith } from './deviceKey.ts';
import { IndexedDbTable } from './indexedDbTable.ts';

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
