import { equalBytes } from '../../bytes.ts';
import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import { CredentialType } from './credentialType.ts';

/**
 * Who a leaf belongs to (RFC 9420 §5.3). What it means is the application's to judge. Every type so far has one vector as its body;
 * that of a basic credential is the bare identity.
 */
export type Credential = { readonly type: CredentialType; readonly body: Uint8Array };

/** A bare identity in bytes the application understands; whether it is true is for `CredentialValidator`. */
export function basicCredential(identity: Uint8Array): Credential {
    return { type: CredentialType.Basic, body: identity };
}

export function writeCredential(writer: TlsWriter, value: Credential): void {
    writer.writeUInt16(value.type);
    writer.writeOpaque(value.body);
}

export function readCredential(reader: TlsReader): Credential {
    return { type: reader.readUInt16() as CredentialType, body: reader.readOpaque() };
}

/** Whether two credentials are equal byte for byte. */
export function areEqualCredentials(one: Credential, other: Credential): boolean {
    return one.type === other.type && equalBytes(one.body, other.body);
}
