import { beforeEach, describe, expect, test, vi } from 'vitest';
import { textOf, toHex, utf8 } from '../../core/bytes.ts';
import type { SealedStore } from '../../core/storage/sealedStore.ts';
import type { StoreWriter } from '../../core/storage/store.ts';
import { alter, createCheap, freshBrowser, inDatabase, openCheap, problemOf, storedRows } from '../../../tests/support/testStore.ts';

const key = utf8('key');

beforeEach(freshBrowser);

describe('records', () => {
    let store: SealedStore;
    beforeEach(async () => {
        store = await createCheap();
        return () => store.close();
    });

    test('are read again after the store was closed', async () => {
        await store.write((writer) => {
            writer.put('bucket', key, utf8('value'));
            writer.put('log', 7, utf8('seven'));
        });
        await store.close();
        store = await openCheap();
        expect(textOf((await store.get('bucket', key))!)).toBe('value');
        expect((await store.range('log', 0)).map((entry) => [entry.ordinal, textOf(entry.value)])).toEqual([[7, 'seven']]);
        expect(await store.get('bucket', utf8('other'))).toBeUndefined();
        expect(await store.get('log', 8)).toBeUndefined();
    });

    test('come in the order of their first writing, or of their numbers', async () => {
        await store.write((writer) => {
            for (const name of ['b', 'a', 'c']) writer.put('keyed', utf8(name), utf8(name));
            for (const number of [3, 1, 2, 300]) writer.put('log', number, utf8(`${number}`));
        });
        await store.write((writer) => {
            writer.put('keyed', utf8('b'), utf8('B'));
            writer.put('keyed', utf8('d'), utf8('d'));
            writer.delete('log', 2);
        });
        expect((await store.list('keyed')).map((entry) => textOf(entry.value))).toEqual(['B', 'a', 'c', 'd']);
        expect((await store.range('log', 1)).map((entry) => entry.ordinal)).toEqual([3, 300]);
        expect((await store.range('log', 0, 2)).map((entry) => entry.ordinal)).toEqual([1, 3]);
        expect((await store.newest('log', 2)).map((entry) => entry.ordinal)).toEqual([3, 300]);
        expect((await store.newest('log', 5, 300)).map((entry) => entry.ordinal)).toEqual([1, 3]);
        expect(await store.lastOrdinal('log')).toBe(300);
        expect(await store.lastOrdinal('none')).toBeUndefined();
        expect(await store.list('log')).toEqual([]);
    });

    test('are seen by the transaction that changes them, and by nobody else before its end', async () => {
        await store.write((writer) => {
            writer.put('keyed', utf8('a'), utf8('old'));
            for (const number of [1, 2, 3]) writer.put('log', number, utf8('old'));
        });
        await store.write(async (writer) => {
            writer.put('keyed', utf8('a'), utf8('new'));
            writer.put('keyed', utf8('b'), utf8('b'));
            writer.delete('log', 3);
            writer.put('log', 9, utf8('new'));
            expect(textOf((await writer.get('keyed', utf8('a')))!)).toBe('new');
            expect((await writer.list('keyed')).map((entry) => textOf(entry.value))).toEqual(['new', 'b']);
            expect((await writer.range('log', 1)).map((entry) => entry.ordinal)).toEqual([2, 9]);
            expect((await writer.newest('log', 2)).map((entry) => entry.ordinal)).toEqual([2, 9]);
            expect(await writer.lastOrdinal('log')).toBe(9);
            expect(textOf((await store.get('keyed', utf8('a')))!)).toBe('old');
            expect(await store.lastOrdinal('log')).toBe(3);
            writer.clear('log');
            writer.put('log', 4, utf8('four'));
            expect((await writer.range('log', 0)).map((entry) => entry.ordinal)).toEqual([4]);
        });
        expect((await store.range('log', 0)).map((entry) => entry.ordinal)).toEqual([4]);
    });

    test('are all stored or none, wherever a transaction throws', async () => {
        const before = await storedRows();
        const failing = store.write(async (writer) => {
            writer.put('bucket', key, utf8('value'));
            await writer.get('bucket', key);
            throw new Error('in the middle');
        });
        await expect(failing).rejects.toThrow('in the middle');
        expect(await storedRows()).toEqual(before);
        await store.write((writer) => {
            writer.put('bucket', key, utf8('value'));
        });
        expect(await storedRows()).toHaveLength(before.length + 1);
    });

    test('are all stored or none when the database fails in the middle', async () => {
        // Two numbers that are one to the database break its unique index at the second request.
        const before = await storedRows();
        await store.write((writer) => {
            writer.put('bucket', key, utf8('value'));
            writer.put('log', 2, utf8('two'));
        });
        const two = (await storedRows()).find((row) => row.place[1] === 1)!;
        await inDatabase((database) => database.put('record', { ...two, name: 'squatter', place: [two.place[0], 1, 5] }));
        expect(
            await problemOf(
                store.write((writer) => {
                    writer.put('log', 4, utf8('four'));
                    writer.put('log', 5, utf8('five'));
                }),
            ),
        ).toBe('damaged');
        await inDatabase((database) => database.delete('record', 'squatter'));
        expect((await store.range('log', 0)).map((entry) => entry.ordinal)).toEqual([2]);
        expect(await storedRows()).toHaveLength(before.length + 2);
    });

    test('are written one transaction after the other', async () => {
        const count = async (writer: StoreWriter) => {
            const last = await writer.lastOrdinal('log');
            await new Promise((done) => setTimeout(done, 1));
            writer.put('log', (last ?? 0) + 1, utf8('line'));
        };
        await Promise.all([store.write(count), store.write(count), store.write(count)]);
        expect((await store.range('log', 0)).map((entry) => entry.ordinal)).toEqual([1, 2, 3]);
    });

    test('are on the disk when a transaction ends', async () => {
        const asked = vi.spyOn(IDBDatabase.prototype, 'transaction');
        await store.write((writer) => {
            writer.put('log', 1, utf8('one'));
        });
        expect(asked.mock.calls).toEqual([['record', 'readwrite', { durability: 'strict' }]]);
        asked.mockRestore();
    });

    test('are of no use to a writer after its transaction', async () => {
        let late: StoreWriter | undefined;
        await store.write((writer) => {
            late = writer;
        });
        expect(() => {
            late!.put('bucket', key, utf8('late'));
        }).toThrow(TypeError);
    });

    test('are refused when a byte of them changed', async () => {
        await store.write((writer) => {
            writer.put('log', 1, utf8('one'));
        });
        expect(await store.get('log', 1)).toBeDefined();
        const { name } = (await storedRows()).find((row) => row.place[1] === 1)!;
        await alter(name, (row) => ({ ...row, sealed: row.sealed.map((byte, at) => (at === 40 ? byte ^ 1 : byte)) }));
        expect(await problemOf(store.get('log', 1))).toBe('damaged');
        expect(await problemOf(store.range('log', 0))).toBe('damaged');
    });

    test('are refused under the name, the number or the bucket of another', async () => {
        await store.write((writer) => {
            writer.put('log', 1, utf8('one'));
            writer.put('log', 2, utf8('two'));
            writer.put('keyed', key, utf8('keyed'));
        });
        const [one, two] = (await storedRows()).filter((row) => row.place[1] === 1).sort((a, b) => Number(a.place[2]) - Number(b.place[2]));
        const keyed = (await storedRows()).find((row) => row.name !== one!.name && row.place[1] === 0 && row.sealed.length !== 0)!;
        await alter(one!.name, (row) => ({ ...row, sealed: two!.sealed }));
        expect(await problemOf(store.get('log', 1))).toBe('damaged');
        expect(textOf((await store.get('log', 2))!)).toBe('two');
        await alter(two!.name, (row) => ({ ...row, place: [row.place[0], 1, 8] }));
        expect(await problemOf(store.range('log', 7))).toBe('damaged');
        await alter(keyed.name, (row) => ({ ...row, place: [one!.place[0], 0, 1] }));
        expect(await problemOf(store.list('log'))).toBe('damaged');
    });

    test('show neither words nor names of buckets and keys', async () => {
        const planted = ['planted-word', 'planted-bucket', 'planted-key'] as const;
        await store.write((writer) => {
            writer.put(planted[1], utf8(planted[2]), utf8(planted[0]));
        });
        const dump = () =>
            inDatabase(async (database) => [...(await database.getAll('record')), ...(await database.getAll('key'))].map(flat).join(' '));
        const shows = (text: string, word: string) => text.includes(word) || text.includes(toHex(utf8(word)));
        for (const word of planted) expect(shows(await dump(), word)).toBe(false);

        // The probe finds what is not sealed.
        await inDatabase((database) =>
            database.put('record', { name: planted[1], place: ['x', 0, 1], sealed: utf8(`${planted[0]} ${planted[2]}`) }),
        );
        for (const word of planted) expect(shows(await dump(), word)).toBe(true);
    });

    test('of one and the same value differ each time', async () => {
        const sealed = new Set<string>();
        for (let i = 0; i < 3; i++) {
            await store.write((writer) => {
                writer.put('log', 1, utf8('same'));
            });
            sealed.add(toHex((await storedRows()).find((row) => row.place[1] === 1)!.sealed));
        }
        expect(sealed.size).toBe(3);
    });
});

function flat(value: unknown): string {
    if (value instanceof Uint8Array) return toHex(value);
    if (typeof value !== 'object' || value === null) return String(value);
    return Object.entries(value)
        .map(([name, part]) => `${name} ${flat(part)}`)
        .join(' ');
}
