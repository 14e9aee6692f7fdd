import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';

/** What HPKE gives for one recipient (RFC 9420 §7.6). */
export type HpkeCiphertext = { readonly kemOutput: Uint8Array; readonly ciphertext: Uint8Array };

export function writeHpkeCiphertext(writer: TlsWriter, value: HpkeCiphertext): void {
    writer.writeOpaque(value.kemOutput);
    writer.writeOpaque(value.ciphertext);
}

export function readHpkeCiphertext(reader: TlsReader): HpkeCiphertext {
    return { kemOutput: reader.readOpaque(), ciphertext: reader.readOpaque() };
}
