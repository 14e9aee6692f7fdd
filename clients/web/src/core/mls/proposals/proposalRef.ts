import type { Bytes } from '../../bytes.ts';
import { encode } from '../codec/tlsEncoding.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import { refHash } from '../crypto/refHash.ts';
import { writeAuthenticatedContent, type AuthenticatedContent } from '../framing/authenticatedContent.ts';

/** By what a commit names a proposal that was sent before: RefHash("MLS 1.0 Proposal Reference", AuthenticatedContent) (RFC 9420 §5.2). */
export function proposalRef(suite: CipherSuite, signed: AuthenticatedContent): Bytes {
    return refHash(suite, 'MLS 1.0 Proposal Reference', encode(signed, writeAuthenticatedContent));
}
