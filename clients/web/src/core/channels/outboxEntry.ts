import { decodeBody, encodeBody, isLasting, kindOf, type ContentBody } from '../content/contentBody.ts';
import { bytes, count, epoch, record, type Of } from '../wire/jsonRecord.ts';
import { ItemKind } from '../wire/itemKind.ts';
import { drawId, type MessageId } from '../wire/opaqueId.ts';
import { localRecord, optional } from '../sync/localRecord.ts';
import { opaque } from './recordFields.ts';

/**
 * Something written here, kept until it comes back in the log. The text is kept because only it can be sealed again when the
 * epoch changed; the sealed bytes, because they are sent unchanged until the relay answers.
 */
export type OutboxEntry = Of<typeof shape>;

const shape = record({
    /** The id outside is the id inside. */
    message: opaque<MessageId>(),
    /** The kind of content. */
    kind: count,
    /** The encoded body. */
    body: bytes,
    /** The author's time, seconds since 1970. */
    sentAt: count,
    /** The item and the epoch it is sealed in; absent until sealed. */
    sealed: optional(record({ epoch, bytes })),
});

/** How an entry lies in the store. */
export const outboxEntryRecord = localRecord(shape);

/** Draws an id for something written now, in milliseconds since 1970. */
export function drawEntry(body: ContentBody, now: number): OutboxEntry {
    return { message: drawId<MessageId>(), kind: kindOf(body), body: encodeBody(body), sentAt: Math.floor(now / 1000), sealed: undefined };
}

/** The kind of item that a body travels in. */
export function itemKindOf(body: ContentBody): ItemKind {
    return isLasting(body) ? ItemKind.lasting : ItemKind.talk;
}

/** What was written. */
export function contentOf(entry: OutboxEntry): ContentBody {
    return decodeBody(entry.kind, entry.body);
}
