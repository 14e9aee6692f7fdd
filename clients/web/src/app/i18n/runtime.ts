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

/** Texts with their names, in the same order, and which letters of theirs changed places with Latin ones; 0 is none (build/messages.mjs). */
export type Words = { readonly keys: readonly string[]; readonly words: Catalog; readonly block: number };

/** The texts by their names, as many as there are; that each has its own type is what the compiler of the catalogs is for. */
export function messagesOf(tag: string, ...parts: readonly Words[]): Messages {
    const [isolate, choose] = [isolator(tag), chooser(tag)];
    const texts = parts.flatMap(({ keys, words, block }) => {
        const back = (text: string): string => (block === 0 ? text : turned(text, block));
        // Names go into a sentence turned as it is, and come out with it as they were.
        const catalog = words((value) => back(isolate(value)), choose);
        return catalog.map((text, index) => [keys[index], typeof text === 'string' ? back(text) : (a: never) => back(text(a))] as const);
    });
    return Object.fromEntries(texts) as unknown as Messages;
}

/** The 64 letters from `block` on in the places of the 64 characters from @ on, and these in theirs; twice is the text again. */
function turned(text: string, block: number): string {
    let all = '';
    for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        const [latin, letter] = [code - 0x40, code - block];
        all += String.fromCharCode(latin >= 0 && latin < 64 ? block + latin : letter >= 0 && letter < 64 ? 0x40 + letter : code);
    }
    return all;
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
