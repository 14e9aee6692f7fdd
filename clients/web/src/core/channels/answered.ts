import { bytesOf } from '../cbor/opaque.ts';
import type { Store } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import type { ChannelId, MessageId } from '../wire/opaqueId.ts';
import { logLineRecord, ordinalRecord } from './logLine.ts';
import type { AnsweredView } from './views.ts';
import type { Wording } from './wording.ts';

/** Messages that others answer, as they are shown. */
export type Answered = ReadonlyMap<MessageId, AnsweredView>;

/** So much of an answered message stands beside its answer. */
const excerptLength = 160;

/**
 * Looks up in one channel what is answered there. An id that this channel's log never had, another channel's say, is a message that is not
 * kept: C8, no words cross between channels by being answered.
 */
export async function readAnswered(
    store: Store,
    channel: ChannelId,
    ids: readonly (MessageId | undefined)[],
    wording: Wording,
): Promise<Answered> {
    const known = new Set(ids.filter((id) => id !== undefined));
    return new Map(await Promise.all([...known].map(async (id) => [id, await find(store, channel, id, wording)] as const)));
}

/** What one message answers. */
export const answeredBy = (id: MessageId | undefined, answered: Answered): AnsweredView | undefined =>
    id === undefined ? undefined : (answered.get(id) ?? notKept(id));

async function find(store: Store, channel: ChannelId, id: MessageId, wording: Wording): Promise<AnsweredView> {
    const key = bytesOf(channel);
    const place = await store.get(bucket.shown(key), bytesOf(id));
    const number = place === undefined ? 0 : ordinalRecord.decode(place);
    const stored = place === undefined ? undefined : await store.get(bucket.log(key), number);
    if (stored === undefined) return notKept(id);
    const { author, party, text } = logLineRecord.decode(stored);
    const from = author === undefined ? '' : wording.nameOf(author);
    return { id, number, from, party: wording.partyOf(party), own: wording.isOwn(author), text: excerptOf(text) };
}

function notKept(id: MessageId): AnsweredView {
    return { id, number: 0, from: '', party: undefined, own: false, text: '' };
}

/** The beginning, cut between whole characters. */
function excerptOf(text: string): string {
    const all = Array.from(text.slice(0, 2 * excerptLength));
    return all.length <= excerptLength && text.length <= 2 * excerptLength ? text : `${all.slice(0, excerptLength).join('')}…`;
}
