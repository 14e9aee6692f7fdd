import { MlsException } from '../mlsException.ts';
import { CipherSuiteId } from './cipherSuiteId.ts';
import type { CryptoProvider } from './cryptoProvider.ts';
import { curve25519 } from './curve25519.ts';
import { WebCryptoProvider } from './webCryptoProvider.ts';

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

const crypto = new WebCryptoProvider(curve25519);

const x25519 = {
    curve: 'Curve25519',
    hashBytes: 32,
    aeadNonceBytes: 12,
    kemPublicKeyBytes: 32,
    kemPrivateKeyBytes: 32,
    signaturePrivateKeyBytes: 32,
    kemId: 0x0020,
    kdfId: 0x0001,
    crypto,
} as const;

/** The suites this engine does. */
export const cipherSuites: readonly CipherSuite[] = [
    { ...x25519, id: CipherSuiteId.X25519Aes128GcmSha256Ed25519, aeadId: 0x0001, aeadKeyBytes: 16 },
    {
        ...x25519,
        id: CipherSuiteId.P256Aes128GcmSha256P256,
        curve: 'P256',
        kemId: 0x0010,
        kemPublicKeyBytes: 65,
        aeadId: 0x0001,
        aeadKeyBytes: 16,
    },
    { ...x25519, id: CipherSuiteId.X25519ChaCha20Poly1305Sha256Ed25519, aeadId: 0x0003, aeadKeyBytes: 32 },
];

/** The suite of a number, if this engine does it. */
export function findCipherSuite(id: number): CipherSuite | undefined {
    return cipherSuites.find((suite) => suite.id === id);
}

/** The suite of a number; refuses with `CipherSuiteNotSupported`. */
export function cipherSuite(id: number): CipherSuite {
    const suite = findCipherSuite(id);
    if (suite === undefined) throw new MlsException('CipherSuiteNotSupported');
    return suite;
}
