import type { ChannelView, PartyView } from '../../../worker/api.ts';
import { language } from '../../i18n/language.svelte.ts';

/** Who words in a channel reach, in words: "15 people, both sides". */
export function audienceOf({ people, party, readers }: ChannelView): string {
    const sides = readers.filter((reader) => reader.party !== undefined && reader.count > 0).length;
    const { m } = language;
    if (party !== undefined && sides < 2) {
        return m['people.all']({ n: people, party: party.title });
    }
    if (sides === 2) {
        return m['people.both']({ n: people });
    }
    return sides > 2 ? m['people.several']({ n: people }) : m.people({ n: people });
}

/** Why a writer is asked once whether the place is right: the place is another side's, or the writer just came `from` elsewhere. */
export type Doubt = { readonly noneOfOurs: boolean; readonly from: string | undefined };

/** Where the writer came from, and when. */
export type Arrival = { readonly from: string; readonly at: number };

/** Nobody changes channel and finishes a thought in ten seconds. */
export const hasty = 10_000;

const closeKinds: readonly string[] = ['private-line', 'quiet-line', 'team', 'desk', 'text-desk'];

/** What makes sending to a channel doubtful. */
export function doubtOf(channel: ChannelView, own: PartyView | undefined, arrival: Arrival | undefined, now: number): Doubt | undefined {
    const from = arrival !== undefined && now - arrival.at < hasty ? arrival.from : undefined;
    const foreign = isForeign(channel, own);
    return foreign || from !== undefined ? { noneOfOurs: foreign && own !== undefined, from } : undefined;
}

function isForeign({ kind, party, readers }: ChannelView, own: PartyView | undefined): boolean {
    if (party !== undefined) {
        return party.code !== own?.code;
    }
    // The writer counts among the readers.
    const ours = readers.find((reader) => reader.party?.code === own?.code)?.count ?? 0;
    return own !== undefined && ours < 2 && !closeKinds.includes(kind);
}
