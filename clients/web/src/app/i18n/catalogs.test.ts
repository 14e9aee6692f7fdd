import { afterEach, describe, expect, test, vi } from 'vitest';
import { languages, readersTag } from './catalogs.ts';
import { language } from './language.svelte.ts';
import { dateOf, dayOf } from './times.ts';

const prefers = (...wanted: readonly string[]) => vi.spyOn(navigator, 'languages', 'get').mockReturnValue(wanted);
const day = new Date(2026, 3, 14, 12).getTime();

afterEach(async () => {
    localStorage.clear();
    vi.restoreAllMocks();
    await language.choose('en');
});

describe('the language of the page', () => {
    test.each([
        [['fr-CA', 'en'], 'fr'],
        [['de', 'ru', 'en'], 'ru'],
        [['zh-Hans-CN'], 'zh'],
        [['es-419', 'ar'], 'es'],
        [['ar-EG'], 'ar'],
        [['de', 'pt'], 'en'],
        [[], 'en'],
    ] as const)('is the first the browser asks for that the page speaks: %s', (wanted, tag) => {
        prefers(...wanted);
        expect(readersTag()).toBe(tag);
    });

    test('is what the reader chose on this device, whatever the browser asks for', () => {
        prefers('fr');
        expect(readersTag()).toBe('fr');
        localStorage.setItem('language', 'ru');
        expect(readersTag()).toBe('ru');
        localStorage.setItem('language', 'tlh');
        expect(readersTag()).toBe('fr');
    });

    test('is offered in the order of the United Nations, and prefers none', () => {
        const english = new Intl.DisplayNames('en', { type: 'language' });
        const names = languages.map(({ tag }) => english.of(tag));
        expect(names).toEqual([...names].sort());
    });

    test.each(languages)('comes with its direction and words: $name', async ({ tag, dir }) => {
        await language.choose(tag);
        expect([document.documentElement.lang, document.documentElement.dir]).toEqual([tag, dir]);
        expect(new Set(Object.values(language.m).map((one) => typeof one))).toEqual(new Set(['string', 'function']));
        expect(language.m.close).not.toBe('');
    });
});

describe('a day', () => {
    test.each([
        ['ar', /^الثلاثاء، 14 أبريل · 26 شوال$/],
        ['zh', /^4月14日星期二 · 伊斯兰历 ?10月26日$/],
        ['en', /^Tuesday, April 14 · Shawwal 26$/],
        ['fr', /^mardi 14 avril · 26 chawwal$/],
        ['ru', /^вторник, 14 апреля · 26 шавваль$/],
        ['es', /^martes, 14 de abril · 26 de shawwal$/],
    ] as const)('is named in both calendars, which cannot be taken for each other: %s', async (tag, text) => {
        prefers(tag);
        await language.choose(tag);
        expect(dayOf(day)).toMatch(text);
    });

    test('is written in the characters of the page, wherever the reader lives', async () => {
        prefers('zh-TW');
        await language.choose('zh');
        expect(dayOf(day)).toContain('伊斯兰历');
        expect(dateOf(day)).toBe('2026年4月14日');
    });
});
