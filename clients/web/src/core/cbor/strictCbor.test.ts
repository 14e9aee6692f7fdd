import { expect, test } from 'vitest';
import { concat, fromHex, toHex } from '../bytes.ts';
import { partyCodec } from '../trust/party.ts';
import type { PartyCode } from '../trust/partyCode.ts';
import { MalformedObjectException } from './malformedObjectException.ts';
import { decodeObject, encodeObject } from './objectCodec.ts';

// {1: "hill", 2: "Hill"}
const right = 'a2016468696c6c026448696c6c';

test.each([
    ['a0', 'fields missing'],
    ['80', 'an array'],
    ['', 'nothing'],
    ['a2016468696c6c026448696c6c00', 'a trailing byte'],
    ['a2026448696c6c016468696c6c', 'wrong order'],
    ['a3016468696c6c016468696c6c026448696c6c', 'a key twice'],
    ['bf016468696c6c026448696c6cff', 'an indefinite map'],
    ['a2016468696c6c027f6448696c6cff', 'an indefinite text'],
    ['a218016468696c6c026448696c6c', 'a long key'],
    ['a201780468696c6c026448696c6c', 'a long length'],
    ['b802016468696c6c026448696c6c', 'a long map header'],
    ['a3016468696c6c026448696c6c0300', 'an unknown key below 64'],
    ['a3016468696c6c026448696c6c183f00', 'an unknown key 63'],
    ['a3016468696c6c026448696c6c19010000', 'a key above 255'],
    ['a3016468696c6c026448696c6c2000', 'a negative key'],
    ['a3016468696c6c026448696c6c614100', 'a text key'],
    ['a3016468696c6c026448696c6c1840f6', 'null'],
    ['a3016468696c6c026448696c6c1840f7', 'undefined'],
    ['a3016468696c6c026448696c6c1840f93c00', 'a float'],
    ['a3016468696c6c026448696c6c1840c100', 'a tag'],
    ['a3016468696c6c026448696c6c1840e0', 'a simple value'],
    ['a3016468696c6c026448696c6c1840f814', 'false in two bytes'],
    ['a3016468696c6c026448696c6c18406365cc81', 'text that is not NFC'],
    ['a3016468696c6c026448696c6c184062c328', 'text that is not UTF-8'],
    ['a3016468696c6c026448696c6c184063eda080', 'half a surrogate pair'],
    ['a3016468696c6c026448696c6c184063efbfbe', 'U+FFFE'],
    ['a3016468696c6c026448696c6c1840818181818181818100', 'nine deep'],
    ['a3016468696c6c026448696c6c18405b7fffffffffffffff', 'a length beyond the end'],
    ['a3016468696c6c026448696c6c18409b7fffffffffffffff', 'an array beyond the end'],
    ['a3016468696c6c026448696c6c1840bb7fffffffffffffff', 'a map beyond the end'],
    ['a3016468696c6c026448696c6c18401800', 'a number not in shortest form'],
    ['a3016468696c6c026448696c6c18401900ff', 'a number of two bytes not in shortest form'],
    ['a3016468696c6c026448696c6c18401a0000ffff', 'a number of four bytes not in shortest form'],
    ['a3016468696c6c026448696c6c18401b00000000ffffffff', 'a number of eight bytes not in shortest form'],
    ['a3016468696c6c026448696c6c18403800', 'a negative number not in shortest form'],
])('%s is refused: %s', (hex) => {
    expect(decodeObject(partyCodec, fromHex(right)).title).toBe('Hill');
    expect(() => decodeObject(partyCodec, fromHex(hex))).toThrow(MalformedObjectException);
    expect(() => decodeObject(partyCodec, fromHex(hex))).not.toThrow(/hill/i);
});

test.each([
    'a3016468696c6c026448696c6c184000',
    'a4016468696c6c026448696c6c18402018ff80',
    'a3016468696c6c026448696c6c184062c3a9',
    'a3016468696c6c026448696c6c1840f5',
    'a3016468696c6c026448696c6c18408181818181818100',
    'a3016468696c6c026448696c6c1840a1186301',
    'a3016468696c6c026448696c6c18401bffffffffffffffff',
    'a3016468696c6c026448696c6c184063efbbbf',
    'a3016468696c6c026448696c6c184063efbfbf',
])('%s keeps the field of a newer version byte for byte', (hex) => {
    const party = decodeObject(partyCodec, fromHex(hex));
    expect(party.unknown).not.toHaveLength(0);
    expect(toHex(encodeObject(partyCodec, party))).toBe(hex);
});

test('an object longer than its bound is refused before it is read', () => {
    const padding = concat(fromHex('58e0'), new Uint8Array(0xe0));
    const fits = concat(fromHex('a3'), fromHex(right.slice(2)), fromHex('1840'), padding);
    const exceeds = concat(fromHex('a4'), fits.subarray(1), fromHex('1841'), padding);
    expect(decodeObject(partyCodec, fits).unknown).toHaveLength(1);
    expect(() => decodeObject(partyCodec, exceeds)).toThrow('longer than 256 bytes');
});

test('a value that no reader accepts is not written', () => {
    const code = 'hill' as PartyCode;
    expect(encodeObject(partyCodec, { code, title: '\u00e9' })).not.toHaveLength(0);
    for (const title of ['e\u0301', '\ud800', '', 'x'.repeat(65)])
        expect(() => encodeObject(partyCodec, { code, title })).toThrow(RangeError);
});
