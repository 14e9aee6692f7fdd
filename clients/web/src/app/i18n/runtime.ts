/** What a message takes: words, a number, or several names to be listed. */
export type Value = string | number | readonly string[];

type Forms = { readonly [form in Intl.LDMLPluralRule]?: string } & { readonly other: string };

// A name must not be able to turn the direction of the sentence around it.
const directions = /[\u202a-\u202e\u2066-\u2069]/g;
const wrap = (value: string | number): string => `\u2068${String(value).replace(directions, '')}\u2069`;

/** Wraps every value in Unicode isolates; `Words.svelte` shows them as `bdi`. */
export const isolator = (tag: string) => {
    const list = new Intl.ListFormat(tag);
    return (value: Value): string => (typeof value === 'object' ? list.format(value.map(wrap)) : wrap(value));
};

/** Picks the plural form of a language. */
export const chooser = (tag: string) => {
    const rules = new Intl.PluralRules(tag);
    return (count: number, forms: Forms): string => forms[rules.select(count)] ?? forms.other;
};
