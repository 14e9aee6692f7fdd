import { expect, test } from 'vitest';
import { measured, readGolden } from '../../../tests/golden.ts';
import { filled, opaque } from '../../../tests/world.ts';
import type { DialogueId } from './dialogueId.ts';
import { computeDigits } from './digits.ts';
import type { ObjectHash } from './objectHash.ts';

const dialogue = opaque<DialogueId>(1, 32);
const request = opaque<ObjectHash>(2, 32);

test('A05: twenty digits in five groups follow from dialogue, request and nonce', () => {
    const digits = computeDigits(dialogue, request, filled(3, 32));
    expect(digits).toEqual(readGolden<string[]>('trust', 'digits'));
    expect(computeDigits(dialogue, request, filled(4, 32))).not.toEqual(digits);
    expect(computeDigits(dialogue, opaque<ObjectHash>(4, 32), filled(3, 32))).not.toEqual(digits);
    expect(computeDigits(opaque<DialogueId>(4, 32), request, filled(3, 32))).not.toEqual(digits);
    measured('trust', 'digits.json', 1, 3);
});

test('no digits are ever missing', () => {
    const all = Array.from({ length: 2000 }, (_, i) => computeDigits(dialogue, request, Uint8Array.of(i & 255, i >> 8)).join(' '));
    expect(all.every((digits) => /^[0-7]\d{3}( \d{4}){4}$/.test(digits))).toBe(true);
    expect(all.some((digits) => digits.startsWith('0')) && all.some((digits) => digits.startsWith('7'))).toBe(true);
    expect(new Set(all).size).toBe(2000);
});
