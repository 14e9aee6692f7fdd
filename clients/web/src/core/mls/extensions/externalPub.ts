import { decode, encode } from '../codec/tlsEncoding.ts';
import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import { type Extension, findExtension } from './extension.ts';
import { ExtensionType } from './extensionType.ts';

/** The key to which an external commit seals its init secret, the HPKE key of the epoch's external secret (RFC 9420 §12.4.3.2). */
export type ExternalPub = { readonly publicKey: Uint8Array };

export function externalPubExtension(value: ExternalPub): Extension {
    return { type: ExtensionType.ExternalPub, data: encode(value, writeExternalPub) };
}

/** The extension of a GroupInfo, if it has one. */
export function findExternalPub(extensions: readonly Extension[]): ExternalPub | undefined {
    const found = findExtension(extensions, ExtensionType.ExternalPub);
    return found && decode(found.data, readExternalPub);
}

function writeExternalPub(writer: TlsWriter, value: ExternalPub): void {
    writer.writeOpaque(value.publicKey);
}

function readExternalPub(reader: TlsReader): ExternalPub {
    return { publicKey: reader.readOpaque() };
}
