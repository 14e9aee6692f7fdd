import { expect, test } from 'vitest';
import { clausesOf } from './clauses.ts';

const told = (before: string, after: string): string =>
    clausesOf(before, after)
        .map(({ text, what }) => `${{ same: ' ', added: '+', gone: '-' }[what]}${text}`)
        .join('|');

test('a text shows which clauses it keeps, adds and leaves out, each where it stands', () => {
    expect(told('a\nb\nc', 'a\nb\nc')).toBe(' a| b| c');
    expect(told('a\nb\nc', 'a\nx\nc')).toBe(' a|-b|+x| c');
    expect(told('a\nb', 'b\na')).toBe('-a| b|+a');
    expect(told('', 'a\n\nb')).toBe('+a|+b');
    expect(told('a\nb', '')).toBe('-a|-b');
    expect(told('a\na\nb', 'a\nb\nb')).toBe(' a|-a| b|+b');
});
