import type { Bytes } from '../../bytes.ts';
import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import type { ContentType } from './contentType.ts';
import { readContentType } from './messageContent.ts';

/** What a PrivateMessage shows in clear. */
export type PrivateMessageHeader = {
    readonly groupId: Bytes;
    readonly epoch: bigint;
    readonly contentType: ContentType;
    readonly authenticatedData: Bytes;
};

/** An encrypted message (RFC 9420 §6.3). */
export type PrivateMessage = PrivateMessageHeader & { readonly encryptedSenderData: Bytes; readonly ciphertext: Bytes };

export function writePrivateMessage(writer: TlsWriter, message: PrivateMessage): void {
    writeContentAad(writer, message);
    writer.writeOpaque(message.encryptedSenderData);
    writer.writeOpaque(message.ciphertext);
}

export function readPrivateMessage(reader: TlsReader): PrivateMessage {
    return {
        groupId: reader.readOpaque(),
        epoch: reader.readUInt64(),
        contentType: readContentType(reader),
        authenticatedData: reader.readOpaque(),
        encryptedSenderData: reader.readOpaque(),
        ciphertext: reader.readOpaque(),
    };
}

/** PrivateContentAAD, which is also how the message begins. */
export function writeContentAad(writer: TlsWriter, header: PrivateMessageHeader): void {
    writeSenderDataAad(writer, header);
    writer.writeOpaque(header.authenticatedData);
}

/** SenderDataAAD. */
export function writeSenderDataAad(writer: TlsWriter, header: PrivateMessageHeader): void {
    writer.writeOpaque(header.groupId);
    writer.writeUInt64(header.epoch);
    writer.writeUInt8(header.contentType);
}
