import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import { opaqueIdBytes, type MessageId } from '../wire/opaqueId.ts';
import { readWords, textContentCodec, writeWords, type TextContent } from './textContent.ts';

/**
 * Words that answer a message of the same channel. It is named by its id alone: nothing of what it says travels, so a reply carries
 * nobody's words elsewhere.
 */
export type ReplyContent = Extensible & {
    readonly type: 'reply';
    /** The message that is answered. Nobody need have kept it. */
    readonly to: MessageId;
    /** The words, as in a message that answers nothing. */
    readonly words: TextContent;
};

export const replyContentCodec: ObjectCodec<ReplyContent> = {
    maxBytes: textContentCodec.maxBytes,
    read: (fields) => {
        const words = readWords(fields);
        return { type: 'reply', to: fields.opaque<MessageId>(4, opaqueIdBytes), words, ...fields.finish() };
    },
    write: (fields, value) => {
        writeWords(fields, value.words);
        fields.opaque(4, value.to);
    },
};
