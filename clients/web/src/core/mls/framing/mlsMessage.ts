import { copyOf } from '../../bytes.ts';
import { decode, decodeOwn } from '../codec/tlsEncoding.ts';
import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import { readKeyPackage, writeKeyPackage, type KeyPackage } from '../keypackages/keyPackage.ts';
import { readGroupInfo, writeGroupInfo, type GroupInfo } from '../messages/groupInfo.ts';
import { readWelcome, writeWelcome, type Welcome } from '../messages/welcome.ts';
import { MlsException } from '../mlsException.ts';
import { readPrivateMessage, writePrivateMessage, type PrivateMessage } from './privateMessage.ts';
import { ProtocolVersion } from './protocolVersion.ts';
import { readVersion } from './readVersion.ts';
import { readPublicMessage, writePublicMessage, type PublicMessage } from './publicMessage.ts';
import { WireFormat } from './wireFormat.ts';

/** The outermost structure of everything that is sent (RFC 9420 §6). */
type MlsMessage =
    | { readonly wireFormat: typeof WireFormat.PublicMessage; readonly body: PublicMessage }
    | { readonly wireFormat: typeof WireFormat.PrivateMessage; readonly body: PrivateMessage }
    | { readonly wireFormat: typeof WireFormat.Welcome; readonly body: Welcome }
    | { readonly wireFormat: typeof WireFormat.GroupInfo; readonly body: GroupInfo }
    | { readonly wireFormat: typeof WireFormat.KeyPackage; readonly body: KeyPackage };

export function writeMlsMessage(writer: TlsWriter, message: MlsMessage): void {
    writer.writeUInt16(ProtocolVersion.Mls10);
    writer.writeUInt16(message.wireFormat);
    switch (message.wireFormat) {
        case WireFormat.PublicMessage:
            return writePublicMessage(writer, message.body);
        case WireFormat.PrivateMessage:
            return writePrivateMessage(writer, message.body);
        case WireFormat.Welcome:
            return writeWelcome(writer, message.body);
        case WireFormat.GroupInfo:
            return writeGroupInfo(writer, message.body);
        case WireFormat.KeyPackage:
            return writeKeyPackage(writer, message.body);
    }
}

export function readMlsMessage(reader: TlsReader): MlsMessage {
    readVersion(reader);
    const wireFormat = reader.readUInt16();
    switch (wireFormat) {
        case WireFormat.PublicMessage:
            return { wireFormat, body: readPublicMessage(reader) };
        case WireFormat.PrivateMessage:
            return { wireFormat, body: readPrivateMessage(reader) };
        case WireFormat.Welcome:
            return { wireFormat, body: readWelcome(reader) };
        case WireFormat.GroupInfo:
            return { wireFormat, body: readGroupInfo(reader) };
        case WireFormat.KeyPackage:
            return { wireFormat, body: readKeyPackage(reader) };
        default:
            throw new MlsException('ValueUnknown');
    }
}

/** The body of a message that must be a Welcome. */
export function decodeWelcome(bytes: Uint8Array): Welcome {
    const message = decodeOwn(copyOf(bytes), readMlsMessage); // Entries of all joiners share one copy.
    if (message.wireFormat !== WireFormat.Welcome) throw new MlsException('WireFormatUnexpected');
    return message.body;
}

/** The body of a message that must be a PrivateMessage. */
export function decodePrivateMessage(bytes: Uint8Array): PrivateMessage {
    const message = decode(bytes, readMlsMessage);
    if (message.wireFormat !== WireFormat.PrivateMessage) throw new MlsException('WireFormatUnexpected');
    return message.body;
}
