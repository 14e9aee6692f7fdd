import { describe, expect, test } from 'vitest';
import { compileMessages } from '../../../build/messages.mjs';
import ar from './ar.json';
import en from './en.json';

const arabic = (forms: string): string => `{n, plural, ${forms}}`;
const six = 'zero {a} one {b} two {c} few {d #} many {e #} other {f #}';

describe('the compiler of messages', () => {
    test('turns texts into typed functions without a parser at run time', () => {
        const files = compileMessages({ en: { a: 'Plain', b: 'To {channel}: {n, plural, one {# word} other {# words}}' } });
        expect(files['messages.ts']).toContain('readonly "a": string;');
        expect(files['messages.ts']).toContain('readonly "b": (a: { readonly channel: Value; readonly n: number }) => string;');
        expect(files['en.ts']).toContain('"To " + isolate(a.channel)');
        expect(Object.values(files).join()).not.toMatch(/eval|new Function/);
    });

    test('quotes what could leave a string', () => {
        expect(compileMessages({ en: { a: '"`${x}`\\ \n'.replaceAll('{x}', "'{'x'}'") } })['en.ts']).toContain('\\"`$');
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

describe('the words', () => {
    const never = {
        en: /\b(session|key|epoch|(en|de)crypt\w*|sync\w*|server|error code|password)s?\b/i,
        ar: /جلسة|مفتاح (?!Enter)|تشفير|مشفّر|مزامنة|خادم|رمز الخطأ/,
    };

    test('say nothing of machinery', () => {
        expect(Object.values(en).filter((text) => never.en.test(text))).toEqual([]);
        expect(Object.values(ar).filter((text) => never.ar.test(text))).toEqual([]);
    });

    test('are those of the glossary', () => {
        expect([en['sees.title'], ar['sees.title']]).toEqual(['Who can see what', 'من يرى ماذا']);
        expect([en['talk.readers'], ar['talk.readers']]).toEqual(['Can read this now', 'يستطيع القراءة الآن']);
        expect([en['state.waiting'], ar['state.waiting']]).toEqual(['Waiting on this phone', 'بالانتظار على هذا الهاتف']);
        expect([en['state.at-relay'], ar['state.at-relay']]).toEqual(['At the relay', 'عند محطة النقل']);
        expect([en['wait.differ'], ar['wait.differ']]).toEqual(['They differ', 'مختلفة']);
        expect([en['wait.same'], ar['wait.same']]).toEqual(['All the same', 'كلها متطابقة']);
    });
});
