/** A clause of a text that people wrote: kept, added or left out by the later version. */
export type Clause = { readonly text: string; readonly what: 'same' | 'added' | 'gone' };

/** The later text clause by clause, with those of the earlier one that it leaves out where they stood; a line is a clause. */
export function clausesOf(before: string, after: string): readonly Clause[] {
    const [old, next] = [linesOf(before), linesOf(after)];
    const common = longestCommon(old, next);
    const clauses: Clause[] = [];
    const upTo = (text: string | undefined) => {
        while (old.length > 0 && old[0] !== text) {
            clauses.push({ text: old.shift() as string, what: 'gone' });
        }
        while (next.length > 0 && next[0] !== text) {
            clauses.push({ text: next.shift() as string, what: 'added' });
        }
    };
    for (const text of common) {
        upTo(text);
        clauses.push({ text, what: 'same' });
        old.shift();
        next.shift();
    }
    upTo(undefined);
    return clauses;
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

/** The longest list of lines that stands in both in this order. */
function longestCommon(one: readonly string[], other: readonly string[]): readonly string[] {
    let below: readonly (readonly string[])[] = other.map(() => []).concat([[]]);
    for (const line of [...one].reverse()) {
        const row: (readonly string[])[] = [[]];
        for (let at = other.length - 1; at >= 0; at--) {
            const [right, under] = [row[0] as readonly string[], below[at] as readonly string[]];
            const best = right.length > under.length ? right : under;
            row.unshift(line === other[at] ? [line, ...(below[at + 1] as readonly string[])] : best);
        }
        below = row;
    }
    return below[0] as readonly string[];
}
