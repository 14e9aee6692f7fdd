import { expect, test } from 'vitest';
import { compareBytes, concat, equalBytes, fromHex, isZero, textOf, toHex, utf8, wipe } from './bytes.ts';

test('hex is read back', () => {
    expect(toHex(fromHex('00ff7a'))).toBe('00ff7a');
    expect(() => fromHex('0g')).toThrow(SyntaxError);
    expect(() => fromHex('000')).toThrow(SyntaxError);
});

test('bytes are compared by content and length', () => {
    expect(equalBytes(fromHex('0102'), fromHex('0102'))).toBe(true);
    expect(equalBytes(fromHex('0102'), fromHex('0103'))).toBe(false);
    expect(equalBytes(fromHex('01'), fromHex('0102'))).toBe(false);
    expect(compareBytes(fromHex('01'), fromHex('0100'))).toBeLessThan(0);
});

test('wiped bytes are zero', () => {
    const secret = fromHex('010203');
    expect(isZero(secret)).toBe(false);
    wipe(secret);
    expect(isZero(secret)).toBe(true);
});

test('text is UTF-8 or refused', () => {
    expect(textOf(utf8('سلام'))).toBe('سلام');
    expect(() => textOf(fromHex('ff'))).toThrow(TypeError);
    expect(toHex(concat(utf8('a'), utf8('b')))).toBe('6162');
});
