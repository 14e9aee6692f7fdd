import { expect, test } from 'vitest';
import { concat } from '../bytes.ts';
import { MalformedObjectException } from './malformedObjectException.ts';
import { maxPaddedContent, pad, unpad } from './sizeClasses.ts';

test.each([
    [0, 256],
    [252, 256],
    [253, 512],
    [65532, 65536],
    [65533, 131072],
    [131069, 196608],
])('%i bytes are padded to %i and come back', (length, size) => {
    const bytes = new Uint8Array(length).fill(7);
    expect(pad(bytes)).toHaveLength(size);
    expect(unpad(pad(bytes))).toEqual(bytes);
});

test('padding of another class or with something in it is refused', () => {
    const padded = pad(Uint8Array.of(1, 2, 3));
    const dirty = concat(padded.subarray(0, -1), Uint8Array.of(1));
    const longer = concat(padded, new Uint8Array(256));
    const lying = concat(new Uint8Array(4).fill(255), padded.subarray(4));
    expect(unpad(padded)).toEqual(Uint8Array.of(1, 2, 3));
    for (const wrong of [dirty, longer, lying, padded.subarray(0, -1), new Uint8Array(0)])
        expect(() => unpad(wrong)).toThrow(MalformedObjectException);
    expect(() => pad(new Uint8Array(maxPaddedContent + 1))).toThrow(RangeError);
});
