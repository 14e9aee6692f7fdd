import { type Bytes, utf8 } from '../../bytes.ts';
import { TlsWriter } from '../codec/tlsWriter.ts';
import type { CipherSuite } from './cipherSuite.ts';

/** RefHash(label, value) = Hash(RefHashInput) (RFC 9420 §5.2). */
export function refHash(suite: CipherSuite, label: string, value: Uint8Array): Bytes {
    const input = new TlsWriter(value.length + 64);
    input.writeOpaque(utf8(label));
    input.writeOpaque(value);
    return suite.crypto.hash(suite, input.written);
}
