import { decode, encode } from '../codec/tlsEncoding.ts';
import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import { type Credential, readCredential, writeCredential } from '../credentials/credential.ts';
import { type Extension, findExtension } from './extension.ts';
import { ExtensionType } from './extensionType.ts';

/** Someone outside who may propose, and the key it signs with (RFC 9420 §12.1.8.1). */
export type ExternalSender = { readonly signatureKey: Uint8Array; readonly credential: Credential };

/** The extension that says in the GroupContext who may propose from outside, by place in the list. */
export function externalSendersExtension(senders: readonly ExternalSender[]): Extension {
    const write = (writer: TlsWriter): void => {
        writer.writeVector(senders, writeExternalSender);
    };
    return { type: ExtensionType.ExternalSenders, data: encode(senders, write) };
}

/** The senders of a GroupContext's extension, if it has one. */
export function findExternalSenders(extensions: readonly Extension[]): readonly ExternalSender[] | undefined {
    const found = findExtension(extensions, ExtensionType.ExternalSenders);
    return found && decode(found.data, (reader) => reader.readVector(readExternalSender));
}

function writeExternalSender(writer: TlsWriter, value: ExternalSender): void {
    writer.writeOpaque(value.signatureKey);
    writeCredential(writer, value.credential);
}

function readExternalSender(reader: TlsReader): ExternalSender {
    return { signatureKey: reader.readOpaque(), credential: readCredential(reader) };
}
