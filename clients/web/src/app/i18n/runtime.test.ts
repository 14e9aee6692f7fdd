import { describe, expect, test } from 'vitest';
import { piecesOf, plain } from './pieces.ts';
import { chooser, isolator } from './runtime.ts';
import { messages as ar } from './generated/ar.ts';
import { messages as en } from './generated/en.ts';

describe('a value in a sentence', () => {
    test('keeps its own direction', () => {
        expect(piecesOf(ar['offline.since']({ time: '14:20' }))).toEqual([
            { text: 'لا اتصال منذ ', own: false },
            { text: '14:20', own: true },
            { text: '. القراءة والكتابة ممكنتان.', own: false },
        ]);
    });

    test('cannot turn the sentence around it', () => {
        const isolate = isolator('en');
        expect(isolate('Ma\u202erek\u2069')).toBe('\u2068Marek\u2069');
        expect(isolate('Marek')).toBe('\u2068Marek\u2069');
    });

    test('may be several names, each on its own', () => {
        expect(piecesOf(en['notice.added']({ by: 'Ingrid', people: ['Petra', 'يوسف'] })).filter(({ own }) => own)).toHaveLength(3);
        expect(plain(ar['notice.added']({ by: 'إنغريد', people: ['بترا', 'سمير'] }))).toContain('بترا وسمير');
    });
});

describe('a number in a sentence', () => {
    test.each([
        [1, 'شخص واحد'],
        [2, 'شخصان'],
        [3, '3 أشخاص'],
        [15, '15 شخصاً'],
        [100, '100 شخص'],
    ])('chooses among the six forms of Arabic: %i', (n, text) => {
        expect(plain(ar.people({ n }))).toBe(text);
    });

    test('falls back to the general form', () => {
        expect(chooser('en')(0, { one: 'x', other: 'y' })).toBe('y');
        expect(chooser('en')(1, { other: 'y' })).toBe('y');
    });
});
