import { expect, test } from 'vitest';
import { expectRefusal } from '../../../../tests/refusal.ts';
import { fromHex, toHex } from '../../bytes.ts';
import { maxVarInt, readVarInt, varIntBytes, writeVarInt } from './varInt.ts';

test.each([
    [0, '00'],
    [63, '3f'],
    [64, '4040'],
    [16383, '7fff'],
    [16384, '80004000'],
    [maxVarInt, 'bfffffff'],
])('%i is written in its shortest form and read back', (value, hex) => {
    const written = new Uint8Array(varIntBytes(value));
    writeVarInt(value, written, 0);

    expect(toHex(written)).toBe(hex);
    expect(readVarInt(written, 0)).toBe(value);
});

test.each(['4000', '403f', '80000000', '80003fff', 'c0', 'ffffffff'])('%s is refused', (hex) =>
    expectRefusal('LengthNotMinimal', () => readVarInt(fromHex(hex), 0)),
);

test.each(['', '40', '800040'])('%s ends too early', (hex) => expectRefusal('Truncated', () => readVarInt(fromHex(hex), 0)));

test('a length beyond the largest is not written', () => {
    expect(() => {
        writeVarInt(maxVarInt + 1, new Uint8Array(4), 0);
    }).toThrow(RangeError);
});
