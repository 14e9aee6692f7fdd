import { bytesOf } from '../cbor/opaque.ts';
import type { Store } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import type { ChannelId } from '../wire/opaqueId.ts';
import { keptLine, type KeptLine } from './logLine.ts';

/** So many lines are taken out of the store at once. */
const batch = 200;

/** So many are shown. */
const most = 50;

/** The newest lines of a channel that hold some words, newest first; at most `most`, and whether there are more. Nothing but this device is asked. */
export async function searchText(store: Store, channel: ChannelId, words: string): Promise<{ lines: readonly KeptLine[]; more: boolean }> {
    const wanted = folded(words).trim();
    const found: KeptLine[] = [];
    if (wanted === '') return { lines: found, more: false };
    let before: number | undefined;
    do {
        const lines = (await store.newest(bucket.log(bytesOf(channel)), batch, before)).map(keptLine);
        before = lines[0]?.ordinal;
        found.push(...lines.reverse().filter(({ line }) => line.kind === 'text' && folded(line.text).includes(wanted)));
        if (lines.length < batch) break;
    } while (found.length <= most);
    return { lines: found.slice(0, most), more: found.length > most };
}

/** Without case, vowel signs and accents: whoever searches types what is at hand. */
function folded(text: string): string {
    return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
