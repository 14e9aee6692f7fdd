import type { CipherSuiteId } from './cipherSuiteId.ts';
import type { CryptoProvider } from './cryptoProvider.ts';

/** One cipher suite: its algorithms' numbers and sizes. A value that is handed on; nothing in the engine names a suite. */
export type CipherSuite = {
    /** The suite's IANA number; two suites are one if their ids are. */
    readonly id: CipherSuiteId;
    /** Bytes of a hash and of a secret (Nh). */
    readonly hashBytes: number;
    /** Bytes of an AEAD key (Nk). */
    readonly aeadKeyBytes: number;
    /** Bytes of an AEAD nonce (Nn). */
    readonly aeadNonceBytes: number;
    /** Bytes of an HPKE public key (Npk). */
    readonly kemPublicKeyBytes: number;
    /** Bytes of an HPKE private key (Nsk). */
    readonly kemPrivateKeyBytes: number;
    /** Bytes of a signature private key. */
    readonly signaturePrivateKeyBytes: number;
    readonly kemId: number;
    readonly kdfId: number;
    readonly aeadId: number;
    /** The curve of both key agreement and signatures. */
    readonly curve: 'Curve25519' | 'P256';
    readonly crypto: CryptoProvider;
};
