import { bytesOf } from '../cbor/opaque.ts';
import { opaque } from '../channels/recordFields.ts';
import { decodeBody, type ContentBody } from '../content/contentBody.ts';
import type { Store } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import { localRecord, optional } from '../sync/localRecord.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { bytes, count, record, text, type Of } from '../wire/jsonRecord.ts';
import type { ChannelId, MessageId } from '../wire/opaqueId.ts';

/** A version of the single text, a bracket or a released one, as it stands in a channel's log. */
export type KeptItem = Of<typeof shape>;

const shape = record({
    message: opaque<MessageId>(),
    /** The sender's admission: of a release the facilitator's, of a bracket its author's, who is known in that caucus or on that line only. */
    author: opaque<ObjectHash>(),
    /** The sender's party code; absent for neutral people. */
    party: optional(text),
    /** The kind of content. */
    kind: count,
    /** The encoded body. */
    body: bytes,
});

/** How an item lies in the store, by its sequence in the log. */
export const keptItemRecord = localRecord(shape);

/** An item, its number and what it says. */
export type TextItem = KeptItem & { readonly number: number; readonly content: ContentBody };

/** An item with what it says. */
export const itemOf = (number: number, item: KeptItem): TextItem => ({ ...item, number, content: decodeBody(item.kind, item.body) });

/** What a channel's log has of them, in order. */
export async function itemsIn(store: Store, channel: ChannelId): Promise<readonly TextItem[]> {
    const stored = await store.range(bucket.texts(bytesOf(channel)), 0);
    return stored.map(({ ordinal, value }) => itemOf(ordinal, keptItemRecord.decode(value)));
}
