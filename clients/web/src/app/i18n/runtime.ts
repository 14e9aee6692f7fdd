import type { Messages } from './generated/messages.ts';

/** What a message takes: words, a number, or several names to be listed. */
export type Value = string | number | readonly string[];

type Forms = { readonly [form in Intl.LDMLPluralRule]?: string } & { readonly other: string };

// A name must not be able to turn the direction of the sentence around it.
const directions = /[\u202a-\u202e\u2066-\u2069]/g;
const wrap = (value: string): string => `\u2068${value.replace(directions, '')}\u2069`;

/** Texts of one language. */
export type Catalog = (
    isolate: ReturnType<typeof isolator>,
    choose: ReturnType<typeof chooser>,
) => readonly (string | ((a: never) => string))[];

/** Texts with their names, in the same order. */
export type Words = { readonly keys: readonly string[]; readonly words: Catalog };

/** The texts by their names, as many as there are; that each has its own type is what the compiler of the catalogs is for. */
export function messagesOf(tag: string, ...parts: readonly Words[]): Messages {
    const [isolate, choose] = [isolator(tag), chooser(tag)];
    const texts = parts.flatMap(({ keys, words }) => words(isolate, choose).map((text, index) => [keys[index], text] as const));
    return Object.fromEntries(texts) as unknown as Messages;
}

/** Wraps every value in Unicode isolates; `Words.svelte` shows them as `bdi`. */
export const isolator = (tag: string) => {
    const list = new Intl.ListFormat(tag);
    const number = new Intl.NumberFormat(tag, { numberingSystem: 'latn' });
    return (value: Value): string =>
        typeof value === 'object' ? list.format(value.map(wrap)) : wrap(typeof value === 'number' ? number.format(value) : value);
};

/** Picks the plural form of a language. */
export const chooser = (tag: string) => {
    const rules = new Intl.PluralRules(tag);
    return (count: number, forms: Forms): string => forms[rules.select(count)] ?? forms.other;
};
