import { describe, expect, test } from 'vitest';
import { compileMessages, gaps } from '../../../build/messages.mjs';

const arabic = (forms: string): string => `{n, plural, ${forms}}`;
const six = 'zero {a} one {b} two {c} few {d #} many {e #} other {f #}';

describe('the compiler of messages', () => {
    test('turns texts into typed functions without a parser at run time', () => {
        const files = compileMessages({ en: { a: 'Plain', b: 'To {channel}: {n, plural, one {# word} other {# words}}' } });
        expect(files['messages.ts']).toContain('readonly "a": string;');
        expect(files['messages.ts']).toContain('readonly "b": (a: { readonly channel: Value; readonly n: number }) => string;');
        expect(files['en.ts']).toContain('"To " + isolate(a.channel)');
        expect(files['keys.ts']).toContain('"a b".split');
        expect(Object.values(files).join()).not.toMatch(/eval|new Function/);
    });

    test('quotes what could leave a string', () => {
        expect(compileMessages({ en: { a: '"`${x}`\\ \n'.replaceAll('{x}', "'{'x'}'") } })['en.ts']).toContain('\\"`$');
    });

    test('puts the texts of each language in the order of the names', () => {
        const files = compileMessages({ en: { a: 'first', b: 'second' }, fr: { b: 'deuxième', a: 'premier' } });
        expect(files['fr.ts']).toMatch(/premier[^]*deuxième/);
    });

    test.each([
        ['a select', '{who, select, a {x} other {y}}'],
        ['a date', '{at, date, short}'],
        ['a number format', '{n, number}'],
        ['an ordinal', '{n, selectordinal, one {x} other {y}}'],
        ['an offset', '{n, plural, offset:1 one {x} other {y}}'],
        ['an exact form', '{n, plural, =0 {x} one {y} other {z}}'],
        ['a form the language lacks', '{n, plural, one {x} few {y} other {z}}'],
        ['a missing form', '{n, plural, other {z}}'],
        ['a name that is none', '{0}'],
        ['an open brace', '{n'],
    ])('refuses %s', (_, text) => {
        expect(() => compileMessages({ en: { a: text } })).toThrow(/^en: a: /);
        expect(() => compileMessages({ en: { a: '{n, plural, one {x} other {z}}' } })).not.toThrow();
    });

    test('asks of Arabic all six forms', () => {
        const source = { a: '{n, plural, one {x #} other {y #}}' };
        expect(() => compileMessages({ en: source, ar: { a: arabic(six) } })).not.toThrow();
        expect(() => compileMessages({ en: source, ar: { a: arabic(six.replace('two {c} ', '')) } })).toThrow('exactly the forms');
    });

    test.each([
        ['ru', 'one {a} few {b} many {c} other {d}', ' few {b}'],
        ['fr', 'one {a} many {b} other {c}', ' many {b}'],
        ['es', 'one {a} many {b} other {c}', ' many {b}'],
    ])('asks of %s the forms that it has', (tag, forms, dropped) => {
        const source = { a: '{n, plural, one {x #} other {y #}}' };
        const compiled = (text: string) => compileMessages({ en: source, [tag]: { a: arabic(text) } });
        expect(() => compiled(forms)).not.toThrow();
        expect(() => compiled(forms.replace(dropped, ''))).toThrow('exactly the forms');
        expect(() => compiled(`zero {x} ${forms}`)).toThrow('exactly the forms');
    });

    test('asks of Chinese one form', () => {
        const source = { a: '{n, plural, one {x #} other {y #}}' };
        expect(() => compileMessages({ en: source, zh: { a: '{n, plural, other {# 人}}' } })).not.toThrow();
        expect(() => compileMessages({ en: source, zh: { a: '{n, plural, one {# 人} other {# 人}}' } })).toThrow('exactly the forms');
    });

    test('lists for whoever translates what each language lacks', () => {
        expect(gaps({ en: { a: 'x', b: 'y' }, ru: { a: 'ы', c: 'з' } })).toEqual(['ru - b: "y"', 'ru + c']);
        expect(gaps({ en: { a: 'x' }, ru: { a: 'ы' } })).toEqual([]);
    });

    test.each([
        ['a message is missing', {}],
        ['a message is unknown', { a: '{who}', b: '' }],
        ['an argument is missing', { a: 'x' }],
        ['an argument is unknown', { a: '{who} {what}' }],
        ['an argument is of another kind', { a: arabic(six).replace('{n,', '{who,') }],
    ])('refuses a language where %s', (_, catalog: Record<string, string>) => {
        expect(() => compileMessages({ en: { a: '{who}' }, ar: catalog })).toThrow(/^ar: /);
        expect(() => compileMessages({ en: { a: '{who}' }, ar: { a: 'و{who}' } })).not.toThrow();
    });
});
