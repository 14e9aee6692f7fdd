import type { Brand } from '../../brand.ts';

/** The IANA number of an MLS cipher suite (RFC 9420 §17.1); the number may be one this engine does not do. */
export type CipherSuiteId = Brand<number, 'CipherSuiteId'>;

export const CipherSuiteId = {
    X25519Aes128GcmSha256Ed25519: 1 as CipherSuiteId,
    P256Aes128GcmSha256P256: 2 as CipherSuiteId,
    X25519ChaCha20Poly1305Sha256Ed25519: 3 as CipherSuiteId,
} as const;
