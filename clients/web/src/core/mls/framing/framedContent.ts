import type { Bytes } from '../../bytes.ts';
import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import { readContentType, readMessageContent, writeMessageContent, type MessageContent } from './messageContent.ts';
import { readSender, writeSender, type Sender } from './sender.ts';

/** A message before it is signed (RFC 9420 §6). */
export type FramedContent = {
    readonly groupId: Bytes;
    readonly epoch: bigint;
    readonly sender: Sender;
    readonly authenticatedData: Bytes;
    readonly content: MessageContent;
};

export function writeFramedContent(writer: TlsWriter, framed: FramedContent): void {
    writer.writeOpaque(framed.groupId);
    writer.writeUInt64(framed.epoch);
    writeSender(writer, framed.sender);
    writer.writeOpaque(framed.authenticatedData);
    writer.writeUInt8(framed.content.type);
    writeMessageContent(writer, framed.content);
}

export function readFramedContent(reader: TlsReader): FramedContent {
    return {
        groupId: reader.readOpaque(),
        epoch: reader.readUInt64(),
        sender: readSender(reader),
        authenticatedData: reader.readOpaque(),
        content: readMessageContent(reader, readContentType(reader)),
    };
}
