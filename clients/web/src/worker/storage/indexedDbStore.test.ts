import { beforeEach, describe, expect, test, vi } from 'vitest';
import { deleteDB, openDB } from 'idb';
import { utf8 } from '../../core/bytes.ts';
import { hasStore, wipeStore } from './database.ts';
import { createStore } from './indexedDbStore.ts';
import { cheap, createCheap, freshBrowser, inDatabase, openCheap, problemOf, quiet, storedRows } from '../../../tests/support/testStore.ts';

const passphrase = 'seven small boats';
const key = utf8('key');

beforeEach(freshBrowser);

describe('the store', () => {
    test('opens with its passphrase only, however its letters are composed', async () => {
        await (await createCheap('cafe\u0301')).close();
        await (await openCheap('caf\u00e9')).close();
        expect(await problemOf(openCheap('cafe'))).toBe('wrong-passphrase');
        expect(await problemOf(openCheap(''))).toBe('wrong-passphrase');
    });

    test('is there once its first records are', async () => {
        expect(await hasStore()).toBe(false);
        expect(await indexedDB.databases()).toEqual([]);
        expect(await problemOf(openCheap())).toBe('empty');
        const failing = createStore(passphrase, cheap, quiet, quiet, () => {
            throw new Error('first');
        });
        await expect(failing).rejects.toThrow('first');
        expect(await hasStore()).toBe(false);
        await (await createCheap()).close();
        expect(await hasStore()).toBe(true);
        expect(await problemOf(createCheap())).toBe('in-use');
        await wipeStore();
        expect(await hasStore()).toBe(false);
    });

    test('needs the key of this device too', async () => {
        await (await createCheap()).close();
        const other = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
        expect(await problemOf((async () => (await openCheap()).close())())).toBe('none');
        await inDatabase(async (database) => {
            expect(((await database.get('key', 'device')) as CryptoKey).extractable).toBe(false);
            await database.put('key', other, 'device');
        });
        expect(await problemOf(openCheap())).toBe('damaged');
    });

    test.each([
        ['a salt', { salt: new Uint8Array(16) }, 'damaged'],
        ['a cheaper cost', { cost: { memory: 8, passes: 2 } }, 'damaged'],
        ['a cost without bounds', { cost: { memory: 2 ** 30, passes: 1 } }, 'damaged'],
        ['a cost that is no number', { cost: { memory: '8', passes: 1 } }, 'damaged'],
        ['a newer version', { version: 2 }, 'newer-version'],
        ['no version', { version: undefined }, 'damaged'],
    ] as const)('refuses a wrapped key with %s', async (_, altered, problem) => {
        await (await createCheap()).close();
        await inDatabase(async (database) => {
            await database.put('key', { ...(await database.get('key', 'file')), ...altered }, 'file');
        });
        expect(await problemOf(openCheap())).toBe(problem);
    });

    test('refuses a table of another store', async () => {
        await (await createCheap()).close();
        const stolen = await storedRows();
        await wipeStore();
        await (await createCheap()).close();
        await inDatabase(async (database) => {
            await database.clear('record');
            for (const row of stolen) await database.put('record', row);
        });
        expect(await problemOf(openCheap())).toBe('damaged');
    });

    test('refuses a database of a newer version', async () => {
        await wipeStore();
        (await openDB('secure-dialogue', 2)).close();
        expect(await problemOf(hasStore())).toBe('newer-version');
        await deleteDB('secure-dialogue');
    });

    test.each([true, false])('is wiped though a newer version wrote it, its keys being reachable: %s', async (isReachable) => {
        await wipeStore();
        (await openDB('secure-dialogue', 2, { upgrade: (fresh) => isReachable && fresh.createObjectStore('key') })).close();
        await wipeStore();
        expect(await indexedDB.databases()).toEqual([]);
        await (await createCheap()).close();
        expect(await hasStore()).toBe(true);
    });

    test('is deleted though it does not open', async () => {
        await (await createCheap()).close();
        const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
            throw new DOMException('damaged', 'UnknownError');
        });
        await wipeStore();
        open.mockRestore();
        expect(await indexedDB.databases()).toEqual([]);
    });

    test('is wiped though a tab that sleeps holds it: nothing in it can be read, and it goes with the tab', async () => {
        await (await createCheap()).close();
        const asleep = await openDB('secure-dialogue');
        await wipeStore();
        expect([await asleep.getAllKeys('key'), await asleep.getAllKeys('record')]).toEqual([[], []]);
        asleep.close();
        await vi.waitFor(async () => expect(await indexedDB.databases()).toEqual([]));
    });

    test('is lost to whoever has it open when it is wiped', async () => {
        let losses = 0;
        const store = await createStore(passphrase, cheap, quiet, () => losses++, quiet);
        await wipeStore();
        expect(losses).toBe(1);
        expect(await problemOf(store.get('bucket', key))).toBe('closed');
    });

    test('does nothing after it was closed', async () => {
        const store = await createCheap();
        await store.close();
        expect(await problemOf(store.get('bucket', key))).toBe('closed');
        expect(await problemOf(store.write(quiet))).toBe('closed');
    });
});
