const pop = '\u2069';
const isolates = /[\u2066-\u2068]/;
/** Embeddings and overrides: they can show words and figures in another order than they were written in. */
const reordering = /[\u202a-\u202e]/g;

/**
 * A line whose direction characters end with it: no embeddings or overrides, every isolate closed, none closed that was not opened. The
 * command line does the same with words of others.
 */
export function harmless(line: string): string {
    if (!/[\u202a-\u202e\u2066-\u2069]/.test(line)) return line;
    let open = 0;
    let kept = '';
    for (const character of line.replace(reordering, '')) {
        if (character === pop && open === 0) continue;
        open += isolates.test(character) ? 1 : character === pop ? -1 : 0;
        kept += character;
    }
    return kept + pop.repeat(open);
}
