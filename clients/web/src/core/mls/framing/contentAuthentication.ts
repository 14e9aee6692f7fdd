import type { Bytes } from '../../bytes.ts';
import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import { ContentType } from './contentType.ts';

/** FramedContentAuthData: the signature and, for a commit, the confirmation tag (RFC 9420 §6.1). */
export type ContentAuthentication = { readonly signature: Bytes; readonly confirmationTag: Bytes };

export function writeContentAuthentication(writer: TlsWriter, authentication: ContentAuthentication, type: ContentType): void {
    writer.writeOpaque(authentication.signature);
    if (type === ContentType.Commit) writer.writeOpaque(authentication.confirmationTag);
}

export function readContentAuthentication(reader: TlsReader, type: ContentType): ContentAuthentication {
    return {
        signature: reader.readOpaque(),
        confirmationTag: type === ContentType.Commit ? reader.readOpaque() : new Uint8Array(),
    };
}
