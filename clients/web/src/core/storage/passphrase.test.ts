import { expect, test } from 'vitest';
import { toHex, utf8 } from '../bytes.ts';
import { keyFromPassphrase } from './passphrase.ts';

test('is Argon2id as the reference implementation computes it', async () => {
    // phc-winner-argon2, src/test.c: version 0x13, t = 2, m = 256 KiB, p = 1.
    const key = await keyFromPassphrase('password', utf8('somesalt'), { memory: 256, passes: 2 }, () => undefined);

    expect(toHex(key)).toBe('9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe');
});

test('tells how far it is, up to the end', async () => {
    const parts: number[] = [];

    await keyFromPassphrase('password', utf8('somesalt'), { memory: 4096, passes: 2 }, (part) => parts.push(part));

    expect(parts.length).toBeGreaterThan(10);
    expect(parts).toEqual([...parts].sort((a, b) => a - b));
    expect([parts[0], parts.at(-1)]).toEqual([0, 1]);
});
