import { expect, test } from 'vitest';

const sources = import.meta.glob(['../**/*.svelte', './*.css', '!./tokens.css'], { query: '?raw', import: 'default', eager: true });

const styleOf = (source: string): string =>
    (source.includes('<style>') ? source.slice(source.indexOf('<style>')) : source.includes('<script') ? '' : source)
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/@media[^{]*\{/g, '');

test('colours, sizes and durations are numbers in the tokens only', () => {
    const numbers = /#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(|(?<![\w-])(?!0s\b)\d*\.?\d+(px|rem|em|ms|s|pt|ch)\b/gi;
    const found = Object.entries(sources).flatMap(([file, source]) =>
        (styleOf(source as string).match(numbers) ?? []).map((number) => `${file}: ${number}`),
    );
    expect(Object.keys(sources).length).toBeGreaterThan(30);
    expect(found).toEqual([]);
    expect('color: #fff; width: 3px'.match(numbers)).toEqual(['#fff', '3px']);
});

test('nothing knows left from right', () => {
    const sided = /(?<![\w-])((margin|padding|border)-(left|right)|(left|right):|(text-align|float): *(left|right))/g;
    const found = Object.entries(sources).flatMap(([file, source]) =>
        (styleOf(source as string).match(sided) ?? []).map((rule) => `${file}: ${rule}`),
    );
    expect(found).toEqual([]);
    expect('margin-left: 0'.match(sided)).toEqual(['margin-left']);
});
