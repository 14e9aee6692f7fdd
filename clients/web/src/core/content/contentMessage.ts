import type { Bytes } from '../bytes.ts';
import { decodeObject, encodeObject, type ObjectCodec } from '../cbor/objectCodec.ts';
import { ObjectLimits } from '../cbor/objectLimits.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import { pad, unpad } from '../cbor/sizeClasses.ts';
import { readPosition, writePosition, type LogPosition } from '../policy/logPosition.ts';
import { opaqueIdBytes, type MessageId } from '../wire/opaqueId.ts';
import { decodeBody, encodeBody, kindOf, maxBodyBytes, type ContentBody } from './contentBody.ts';

/** What MLS application data holds: an envelope that ties the message to the sender's view of the log, and the body. */
export type ContentMessage = Extensible & {
    /** The id, the same outside. */
    readonly id: MessageId;
    /** The sender's clock, in seconds since 1970. */
    readonly sentAt: number;
    /** The last place in the log up to which the sender has everything. */
    readonly seen: LogPosition;
    /** What it says. */
    readonly body: ContentBody;
};

export const contentMessageCodec: ObjectCodec<ContentMessage> = {
    maxBytes: ObjectLimits.maxObjectBytes,
    read: (fields) => ({
        id: fields.opaque<MessageId>(1, opaqueIdBytes),
        sentAt: fields.number(2, 0, ObjectLimits.maxUint32),
        seen: readPosition(fields, 3),
        body: decodeBody(fields.number(5, 1, 0xffff), fields.bytes(6, 0, maxBodyBytes)),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        fields.opaque(1, value.id);
        fields.number(2, value.sentAt);
        writePosition(fields, 3, value.seen);
        fields.number(5, kindOf(value.body));
        fields.bytes(6, encodeBody(value.body));
    },
};

/** Encodes and pads, for MLS to encrypt. */
export function toApplicationData(message: ContentMessage): Bytes {
    return pad(encodeObject(contentMessageCodec, message));
}

/** Takes the padding off and decodes. @throws MalformedObjectException when MLS decrypted no padded message. */
export function fromApplicationData(data: Uint8Array): ContentMessage {
    return decodeObject(contentMessageCodec, unpad(data));
}
