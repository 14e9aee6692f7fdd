import { expect, test } from 'vitest';
import { concat, fromHex, toHex } from '../../bytes.ts';
import { derOf, rawOf } from './ecdsaDer.ts';

const high = 'ff'.repeat(32);
const low = '00'.repeat(31) + '01';

test.each([
    [low, low, '3006020101020101'],
    [high, low, `3026022100${high}020101`],
    [low, `00${'80'.repeat(31)}`, `302502010102200080${'80'.repeat(30)}`],
])('r %s and s %s have one encoding', (r, s, der) => {
    const raw = fromHex(r + s);

    expect(toHex(derOf(raw))).toBe(der);
    expect(rawOf(fromHex(der))).toEqual(raw);
});

test.each([
    ['nothing', ''],
    ['another tag', '3106020101020101'],
    ['another tag inside', '3006040101020101'],
    ['a long length', '308106020101020101'],
    ['a byte behind', '300602010102010100'],
    ['a byte behind, inside', '300702010102010100'],
    ['a cut end', '30060201010201'],
    ['one number', '3003020101'],
    ['three numbers', '3009020101020101020101'],
    ['an empty number', '300502000201 01'.replace(' ', '')],
    ['a negative number', '3006020180020101'],
    ['a zero too many', '300702020001020101'],
    ['a number too long', `30260221${'01'.repeat(33)}020101`],
])('%s is refused', (_, der) => {
    expect(rawOf(fromHex(der))).toBeUndefined();
});

test('whatever bytes come, they are the one encoding or refused', () => {
    const honest = derOf(fromHex(high + low));
    for (let i = 0; i < honest.length; i++) {
        for (let value = 0; value < 256; value++) {
            const changed = concat(honest);
            changed[i] = value;
            const raw = rawOf(changed);
            if (raw !== undefined) expect(derOf(raw)).toEqual(changed);
        }
    }
});
