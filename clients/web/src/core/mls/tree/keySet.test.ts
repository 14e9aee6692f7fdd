import { expect, test } from 'vitest';
import { concat, fromHex } from '../../bytes.ts';
import { KeySet } from './keySet.ts';

test('keys are told apart by all of their bytes', () => {
    const start = fromHex('04aabbcc');
    const keys = [start, ...['00', '01', '0100', '01'.repeat(300), '02'.repeat(300)].map((end) => concat(start, fromHex(end)))];
    const set = new KeySet();

    for (const [i, key] of keys.entries()) {
        expect([set.has(key), set.add(key), set.has(key), set.add(new Uint8Array(key))], `key ${i}`).toEqual([false, true, true, false]);
    }
    expect(set.has(new Uint8Array(0))).toBe(false);
    expect([set.add(new Uint8Array(0)), set.add(new Uint8Array(1)), set.add(new Uint8Array(0))]).toEqual([true, true, false]);
});
