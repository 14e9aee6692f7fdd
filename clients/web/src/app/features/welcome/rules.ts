/** The ground rules in the reader's language, else in the first one there is. */
export function rulesIn(rules: Readonly<Record<string, string>>, tag: string): { readonly tag: string; readonly text: string } | undefined {
    const tags = Object.keys(rules);
    const found = tags.find((one) => one === tag) ?? tags.find((one) => one.split('-')[0] === tag) ?? tags[0];
    return found === undefined ? undefined : { tag: found, text: rules[found] ?? '' };
}
