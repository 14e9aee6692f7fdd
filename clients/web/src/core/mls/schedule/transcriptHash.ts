import type { Bytes } from '../../bytes.ts';
import { TlsWriter } from '../codec/tlsWriter.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import type { AuthenticatedContent } from '../framing/authenticatedContent.ts';
import { writeFramedContent } from '../framing/framedContent.ts';

// The running hashes over all commits (RFC 9420 §8.2).

/** confirmed[n] = Hash(interim[n-1] || ConfirmedTranscriptHashInput[n]). */
export function confirmedTranscriptHash(suite: CipherSuite, interimBefore: Bytes, commit: AuthenticatedContent): Bytes {
    const input = new TlsWriter();
    input.writeFixed(interimBefore);
    input.writeUInt16(commit.wireFormat);
    writeFramedContent(input, commit.content);
    input.writeOpaque(commit.authentication.signature);
    return suite.crypto.hash(suite, input.written);
}

/** interim[n] = Hash(confirmed[n] || InterimTranscriptHashInput[n]). */
export function interimTranscriptHash(suite: CipherSuite, confirmed: Bytes, confirmationTag: Bytes): Bytes {
    const input = new TlsWriter();
    input.writeFixed(confirmed);
    input.writeOpaque(confirmationTag);
    return suite.crypto.hash(suite, input.written);
}
