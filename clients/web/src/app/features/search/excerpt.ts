import { harmless } from '../channel/markup/directions.ts';

const before = 60;
const longest = 160;

/** The part of a text around what was looked for, on one line. */
export function excerptOf(text: string, words: string): string {
    const line = text.replace(/\s+/g, ' ');
    const at = Math.max(0, line.toLowerCase().indexOf(words.trim().toLowerCase()) - before);
    const all = Array.from(line.slice(at, at + 2 * longest));
    const part = all.slice(0, longest).join('');
    return harmless(`${at > 0 ? '…' : ''}${part}${all.length > longest ? '…' : ''}`);
}
