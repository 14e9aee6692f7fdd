import { expect, test } from 'vitest';
import { measured, readGolden } from '../../../tests/golden.ts';
import { fromHex, toHex } from '../bytes.ts';
import { closeMarkOf, drawCloseMark } from './closeMark.ts';

type Mark = { readonly closingKey: string; readonly tag: string; readonly mark: string };
const { closeMarks } = readGolden<{ closeMarks: Mark[] }>('wire', 'closeMarks');

test('a mark is the golden one', () => {
    for (const { closingKey, tag, mark } of closeMarks) expect(toHex(closeMarkOf(fromHex(closingKey), fromHex(tag)))).toBe(mark);
    measured('wire', 'closeMarks.json', closeMarks.length, 0);
    expect(closeMarks.length).toBeGreaterThanOrEqual(3);
});

test('drawn marks differ, and each is what its tag makes it', () => {
    const key = crypto.getRandomValues(new Uint8Array(32));
    const marks = Array.from({ length: 100 }, () => drawCloseMark(key));
    expect(new Set(marks.map(toHex)).size).toBe(100);
    for (const mark of marks) expect(toHex(closeMarkOf(key, mark.subarray(0, 16)))).toBe(toHex(mark));
});
