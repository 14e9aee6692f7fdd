import { expect, test } from 'vitest';
import { fromBase64, fromBase64Url, toBase64, toBase64Url } from './base64.ts';

test('base64 is what Node writes, for every length and byte', () => {
    for (const length of [0, 1, 2, 3, 4, 5, 255, 256, 0x3000, 0x3001, 40_000]) {
        const bytes = Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 255);
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
        expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
        expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
    }
});

test('a second spelling of the same bytes is refused', () => {
    expect(fromBase64('AA==')).toEqual(Uint8Array.of(0));
    for (const wrong of ['AB==', 'AA=', 'AA', 'A===', '====', 'AA==AA==', ' AA=', 'AA-_', 'AAA', 'A', 'é==='])
        expect(fromBase64(wrong), wrong).toBeUndefined();
    expect(fromBase64Url('AA')).toEqual(Uint8Array.of(0));
    for (const wrong of ['AB', 'A', 'AA==', 'A+', 'A/', 'AAAAA']) expect(fromBase64Url(wrong), wrong).toBeUndefined();
});
