import { bytesOf } from '../cbor/opaque.ts';
import type { Store, StoreWriter } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import { localRecord, optional } from '../sync/localRecord.ts';
import { record, text, type Of } from '../wire/jsonRecord.ts';
import type { ChannelId, MessageId } from '../wire/opaqueId.ts';
import { ChannelFailure } from './channelFailure.ts';
import { opaque } from './recordFields.ts';

/** What somebody is writing in a channel. */
export type StoredDraft = Of<typeof shape>;

const shape = record({
    /** As typed: neither trimmed nor normalised. */
    text,
    /** The message of the same channel that is being answered. */
    replyTo: optional(opaque<MessageId>()),
});

const draftRecord = localRecord(shape);

/** More than any message holds, so that a text that is still to be shortened is kept as well; in UTF-16 units. */
const maxDraftLength = 128 * 1024;

/** What is being written, one text a channel: sealed like everything in the store, and gone with it. */
export const drafts = {
    async of(store: Store, channel: ChannelId): Promise<StoredDraft | undefined> {
        const stored = await store.get(bucket.drafts, bytesOf(channel));
        return stored && draftRecord.decode(stored);
    },

    /** Keeps a draft in place of the one before; one that says and answers nothing is none. @throws ChannelFailure when it is too long. */
    async keep(store: Store, channel: ChannelId, draft: StoredDraft): Promise<void> {
        if (draft.text.length > maxDraftLength) throw new ChannelFailure('text-too-long');
        await store.write((writer) => {
            if (draft.text.trim() === '' && draft.replyTo === undefined) drafts.drop(writer, channel);
            else draftRecord.put(writer, bucket.drafts, bytesOf(channel), draft);
        });
    },

    drop(writer: StoreWriter, channel: ChannelId): void {
        writer.delete(bucket.drafts, bytesOf(channel));
    },
};
