import { kept } from '../keptChoice.ts';
import { firstKeys } from './generated/first.ts';
import type { Words } from './runtime.ts';

/** The languages of the page, each under its own name, in the order of the United Nations. */
export const languages = [
    { tag: 'ar', name: 'العربية', dir: 'rtl' },
    { tag: 'zh', name: '中文', dir: 'ltr' },
    { tag: 'en', name: 'English', dir: 'ltr' },
    { tag: 'fr', name: 'Français', dir: 'ltr' },
    { tag: 'ru', name: 'Русский', dir: 'ltr' },
    { tag: 'es', name: 'Español', dir: 'ltr' },
] as const;

export type LanguageTag = (typeof languages)[number]['tag'];

type Catalogs = { readonly [tag in LanguageTag]: () => Promise<Omit<Words, 'keys'>> };

const firstCatalogs: Catalogs = {
    ar: () => import('./generated/ar.first.ts'),
    zh: () => import('./generated/zh.first.ts'),
    en: () => import('./generated/en.first.ts'),
    fr: () => import('./generated/fr.first.ts'),
    ru: () => import('./generated/ru.first.ts'),
    es: () => import('./generated/es.first.ts'),
};

const catalogs: Catalogs = {
    ar: () => import('./generated/ar.ts'),
    zh: () => import('./generated/zh.ts'),
    en: () => import('./generated/en.ts'),
    fr: () => import('./generated/fr.ts'),
    ru: () => import('./generated/ru.ts'),
    es: () => import('./generated/es.ts'),
};

/** The words of the first screen. */
export const firstWordsOf = async (tag: LanguageTag): Promise<Words> => ({ keys: firstKeys, ...(await firstCatalogs[tag]()) });

/** All other words. */
export async function wordsOf(tag: LanguageTag): Promise<Words> {
    const [catalog, { keys }] = await Promise.all([catalogs[tag](), import('./generated/keys.ts')]);
    return { keys, ...catalog };
}

/** What the reader chose here before, else the first of the browser's languages that the page speaks. */
export const readersTag = (): LanguageTag => known(kept.language.kept ?? '', ...navigator.languages) ?? 'en';

const known = (...wanted: readonly string[]): LanguageTag | undefined =>
    wanted.map((one) => languages.find(({ tag }) => one.split('-')[0] === tag)?.tag).find((tag) => tag !== undefined);

// The page starts this module by itself (build/preload.mjs): the words are on their way while the rest of the page still is.
firstWordsOf(readersTag())
    .then(() => wordsOf(readersTag()))
    .catch(() => undefined);
