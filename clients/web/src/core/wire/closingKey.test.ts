import { expect, test } from 'vitest';
import { measured, readGolden } from '../../../tests/golden.ts';
import { fromHex } from '../bytes.ts';
import { formatClosingKey } from './closingKey.ts';

test('the words of a closing key are the golden ones', () => {
    const { closeMarks } = readGolden<{ closeMarks: { readonly closingKey: string; readonly text: string }[] }>('wire', 'closeMarks');
    for (const { closingKey, text } of closeMarks) expect(formatClosingKey(fromHex(closingKey))).toBe(text);
    measured('wire', 'closeMarks.json', closeMarks.length, 0);
    expect(closeMarks.length).toBeGreaterThanOrEqual(3);
});
