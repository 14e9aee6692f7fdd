import type { LanguageTag } from './catalogs.ts';
import { language } from './language.svelte.ts';

/** 14:20, in the digits all languages share. */
export const timeOf = (at: number): string => format(at, 'gregory', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** 3 December 2026. */
export const dateOf = (at: number): string => format(at, 'gregory', { day: 'numeric', month: 'long', year: 'numeric' });

/** Tuesday 14 April · 26 Shawwal: a dialogue's days are named in both calendars. */
export const dayOf = (at: number): string =>
    `${format(at, 'gregory', { weekday: 'long', day: 'numeric', month: 'long' })} · ${format(at, 'islamic-umalqura', otherDay[language.tag] ?? { day: 'numeric', month: 'long' })}`;

/** Chinese numbers the months of both calendars: there the second is named. */
const otherDay: { readonly [tag in LanguageTag]?: Intl.DateTimeFormatOptions } = { zh: { era: 'short', day: 'numeric', month: 'short' } };

/** Whether two moments are on the same day here. */
export const sameDay = (one: number, other: number): boolean => new Date(one).toDateString() === new Date(other).toDateString();

function format(at: number, calendar: string, options: Intl.DateTimeFormatOptions): string {
    // The reader's own region names the months; the digits stay the same in every language, and the characters those of the page.
    const region = navigator.languages.find((one) => one.split('-')[0] === language.tag) ?? language.tag;
    const script = language.tag === 'zh' ? { script: 'Hans' } : {};
    return new Intl.DateTimeFormat(new Intl.Locale(region, { ...script, calendar, numberingSystem: 'latn' }), options).format(at);
}
