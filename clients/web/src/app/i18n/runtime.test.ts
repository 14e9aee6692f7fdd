import { describe, expect, test } from 'vitest';
import { readCatalogs } from '../../../build/messages.mjs';
import { firstWordsOf } from './catalogs.ts';
import { piecesOf, plain } from './pieces.ts';
import { chooser, isolator, messagesOf } from './runtime.ts';
import * as arabic from './generated/ar.ts';
import * as english from './generated/en.ts';
import { keys } from './generated/keys.ts';
import * as russian from './generated/ru.ts';

const ar = messagesOf('ar', await firstWordsOf('ar'), { keys, ...arabic });
const en = messagesOf('en', await firstWordsOf('en'), { keys, ...english });
const ru = messagesOf('ru', await firstWordsOf('ru'), { keys, ...russian });

test.each([
    ['ar', ar],
    ['ru', ru],
    ['en', en],
] as const)('texts of %s that are sent in other letters read as they were written', (tag, messages) => {
    const written = Object.entries(readCatalogs()[tag] ?? {}).filter(([, text]) => !/[{}']/.test(text));
    const read: Readonly<Record<string, unknown>> = messages;
    expect(written.filter(([key, text]) => read[key] !== text)).toEqual([]);
    expect(written.length).toBeGreaterThan(500);
});

test('what somebody is called stands in such a text as it is, whatever its letters', () => {
    for (const name of ['Sana @[z]', 'Фёдор', 'سناء'])
        for (const messages of [ar, ru, en]) expect(plain(messages['invitation.relay']({ relay: name }))).toContain(name);
});

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

    test.each([
        [1, '1\u00a0человек'],
        [2, '2\u00a0человека'],
        [5, '5\u00a0человек'],
        [11, '11\u00a0человек'],
        [21, '21\u00a0человек'],
        [24, '24\u00a0человека'],
    ])('chooses among the forms of Russian: %i', (n, text) => {
        expect(plain(ru.people({ n }))).toBe(text);
    });

    test('is grouped as the language does it, in the digits all share', () => {
        expect(isolator('en')(12345)).toBe('\u206812,345\u2069');
        expect(isolator('es')(12345)).toBe('\u206812.345\u2069');
        expect(isolator('ar')(12)).toBe('\u206812\u2069');
    });

    test('falls back to the general form', () => {
        expect(chooser('en')(0, { one: 'x', other: 'y' })).toBe('y');
        expect(chooser('en')(1, { other: 'y' })).toBe('y');
    });
});
