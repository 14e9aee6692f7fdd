import type { Bytes } from '../../bytes.ts';
import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import type { CipherSuiteId } from '../crypto/cipherSuiteId.ts';
import { readHpkeCiphertext, writeHpkeCiphertext, type HpkeCiphertext } from '../crypto/hpkeCiphertext.ts';

/** One joiner's entry in a Welcome, named by the reference of its key package (RFC 9420 §12.4.3.1). */
export type EncryptedGroupSecrets = { readonly newMember: Bytes; readonly ciphertext: HpkeCiphertext };

/** How joiners come into an epoch (RFC 9420 §12.4.3.1). */
export type Welcome = {
    readonly cipherSuite: CipherSuiteId;
    readonly secrets: readonly EncryptedGroupSecrets[];
    readonly encryptedGroupInfo: Bytes;
};

export function writeWelcome(writer: TlsWriter, welcome: Welcome): void {
    writer.writeUInt16(welcome.cipherSuite);
    writer.writeVector(welcome.secrets, writeEntry);
    writer.writeOpaque(welcome.encryptedGroupInfo);
}

export function readWelcome(reader: TlsReader): Welcome {
    return {
        cipherSuite: reader.readUInt16() as CipherSuiteId,
        secrets: reader.readVector(readEntry),
        encryptedGroupInfo: reader.readOpaque(),
    };
}

function writeEntry(writer: TlsWriter, entry: EncryptedGroupSecrets): void {
    writer.writeOpaque(entry.newMember);
    writeHpkeCiphertext(writer, entry.ciphertext);
}

function readEntry(reader: TlsReader): EncryptedGroupSecrets {
    return { newMember: reader.readOpaque(), ciphertext: readHpkeCiphertext(reader) };
}
