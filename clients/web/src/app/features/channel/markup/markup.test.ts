import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { harmless } from './directions.ts';
import { markupOf, plainOf, type Block, type Line, type Point } from './markup.ts';
import type { Piece } from './words.ts';

/** The tree in brackets, short enough to be read in a test. */
const shown = (text: string): string => markupOf(text).map(block).join(' ');

function block(one: Block): string {
    switch (one.type) {
        case 'paragraph':
            return `p(${one.lines.map(line).join('|')})`;
        case 'list':
            return `l(${one.points.map(point).join(' ')})`;
        case 'quote':
            return `q(${one.blocks.map(block).join(' ')})`;
    }
}

const point = ({ mark, lines, below }: Point): string => `${mark}[${lines.map(line).join('|')}${below.map(point).join(' ')}]`;
const line = (pieces: Line): string => pieces.map(piece).join('');

function piece(one: Piece): string {
    switch (one.type) {
        case 'text':
            return one.text;
        case 'code':
            return `c(${one.text})`;
        case 'link':
            return `@(${one.text})`;
        default:
            return `${one.type === 'strong' ? 's' : 'e'}(${line(one.pieces)})`;
    }
}

describe('words', () => {
    test.each([
        ['plain words', 'p(plain words)'],
        ['one\ntwo\n\nthree', 'p(one|two) p(three)'],
        ['*soft* and **firm** and _soft_ and __firm__', 'p(e(soft) and s(firm) and e(soft) and s(firm))'],
        ['**firm *and soft***', 'p(s(firm e(and soft)))'],
        ['我**非常**同意', 'p(我s(非常)同意)'],
        ['*عاجل* الآن', 'p(e(عاجل) الآن)'],
        ['use `a * b` here', 'p(use c(a * b) here)'],
        ['**[x](https://a.org/b)**', 'p(s([x](@(https://a.org/b))))'],
    ])('%s', (text, tree) => expect(shown(text)).toBe(tree));

    test.each([
        '2 * 3 * 4',
        '2*3*4',
        'file_name_here',
        '*open',
        'close*',
        '**',
        '****',
        '`open',
        '``',
        '# no heading',
        '![no image](x.png)',
        '<b>no markup</b> &amp; <script>',
        'a > b',
    ])('%s is words', (text) => expect(shown(text)).toBe(`p(${text})`));

    test('marks that cross are words, and deep ones too', () => {
        expect(shown('*a **b* c**')).toBe('p(e(a **b) c**)');
        expect(shown('*a _b '.repeat(20) + 'x' + '_ y*'.repeat(20))).toMatch(/^p\((e\([ab] ){8}\*a _b \*a _b/);
    });
});

describe('blocks', () => {
    test.each([
        ['- one\n- two', 'l(-[one] -[two])'],
        ['3. three\n4) four', 'l(3.[three] 4)[four])'],
        ['- one\n  - below\n    - deeper\n      - deepest\n- two\n  goes on', 'l(-[one-[below-[deeper] -[deepest]]] -[two|goes on])'],
        ['Points:\n- one\n\nafter', 'p(Points:) l(-[one]) p(after)'],
        ['> said\n> again\nanswered', 'q(p(said|again)) p(answered)'],
        ['> > > > deep', 'q(q(q(p(> deep))))'],
        ['> - one', 'q(l(-[one]))'],
        ['-5 degrees', 'p(-5 degrees)'],
        ['2026.', 'p(2026.)'],
        ['', ''],
    ])('%s', (text, tree) => expect(shown(text)).toBe(tree));
});

describe('addresses', () => {
    const links = (text: string) =>
        markupOf(text).flatMap((one) => (one.type === 'paragraph' ? one.lines.flat().filter(({ type }) => type === 'link') : []));

    test.each([
        ['see https://example.org/a_b*c*, please', 'https://example.org/a_b*c', 'example.org'],
        ['(http://example.org:8080/x)', 'http://example.org:8080/x', 'example.org:8080'],
        ['https://еxample.org/', 'https://еxample.org/', 'xn--xample-2of.org'],
    ])('%s', (text, written, host) => expect(links(text)).toMatchObject([{ text: written, host }]));

    test.each([
        'https://bank.example@evil.example/',
        'https://@evil.example/',
        'javascript:alert(1)',
        'data:text/html,x',
        'ftp://example.org',
        'xhttps://example.org',
        'https://',
        `https://example.org/${'a'.repeat(2048)}`,
        'example.org',
    ])('%s is words', (text) => expect(links(text)).toEqual([]));

    test('hold nothing that reorders or hides', () =>
        expect(links('https://example.org/\u2067gpj.exe')).toMatchObject([{ text: 'https://example.org/' }]));
});

describe('direction characters', () => {
    test.each([
        ['a\u202eb', 'ab'],
        ['a\u2067b', 'a\u2067b\u2069'],
        ['a\u2069b', 'ab'],
        ['\u2068a\u2069 \u2067b', '\u2068a\u2069 \u2067b\u2069'],
        ['a\u200fb', 'a\u200fb'],
    ])('%j', (text, kept) => expect(harmless(text)).toBe(kept));

    test('end with their line', () => expect(plainOf(markupOf('\u2067a\nb'))).toBe('\u2067a\u2069\nb'));
});

describe('whatever somebody sends', () => {
    const alphabet = [
        '*',
        '_',
        '`',
        '>',
        '-',
        '1.',
        ' ',
        '\n',
        '\t',
        'a',
        'ب',
        '中',
        '7',
        'https://a.org',
        '\u202e',
        '\u2067',
        '\u2069',
        '\ud800',
        '<b>',
    ];
    const hostile = fc
        .array(fc.oneof(fc.constantFrom(...alphabet), fc.string({ unit: 'binary' })), { maxLength: 200 })
        .map((all) => all.join(''));
    const invisible = /[\s\u0085\u202a-\u202e\u2066-\u2069\ufeff]/g;
    const bare = (text: string): string => text.replace(invisible, '').replace(/[-*_`>•]/g, '');

    test('is read, keeps every word in order, and stays shallow', () => {
        fc.assert(
            fc.property(hostile, (text) => {
                const blocks = markupOf(text);
                expect(bare(plainOf(blocks))).toBe(bare(text));
                expect(Math.max(0, ...depths(blocks))).toBeLessThanOrEqual(3 + 3 + 8);
            }),
            { numRuns: 2000 },
        );
    });

    test.each(['*', '_', '**a ', '*a **b ', '`', '> ', '>', '- ', '  - a\n', 'https://', 'https://a ', '\u2067', '*_`>', '[', '1. '])(
        'sixteen times the longest message of %j is read in seconds',
        (unit) => {
            const length = 16 * 16 * 1024;
            const text = unit.repeat(length).slice(0, length);
            const begun = performance.now();
            markupOf(text);
            // It takes a tenth of a second. Looking back from every mark would take thirty thousand million steps.
            expect(performance.now() - begun).toBeLessThan(5000);
        },
    );
});

function depths(blocks: readonly Block[]): readonly number[] {
    const inLine = (pieces: Line): number => 1 + Math.max(0, ...pieces.map((one) => ('pieces' in one ? inLine(one.pieces) : 0)));
    const inPoint = ({ lines, below }: Point): number => 1 + Math.max(...lines.map(inLine), ...below.map(inPoint));
    return blocks.map((one) => {
        if (one.type === 'quote') return 1 + Math.max(0, ...depths(one.blocks));
        return one.type === 'list' ? Math.max(...one.points.map(inPoint)) : Math.max(...one.lines.map(inLine));
    });
}
