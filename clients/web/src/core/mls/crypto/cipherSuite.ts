import { MlsException } from '../mlsException.ts';
import { CipherSuiteId } from './cipherSuiteId.ts';
import type { CryptoProvider } from './cryptoProvider.ts';
import { curve25519 } from './curve25519.ts';
import type { NistCurve } from './primitives.ts';
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
    /** The curve of both key agreement and signatures, where it is not Curve25519. */
    readonly nist?: NistCurve;
    readonly crypto: CryptoProvider;
};

/** What all suites share. */
export const suiteCrypto: CryptoProvider = new WebCryptoProvider(curve25519);

const x25519 = {
    hashBytes: 32,
    aeadNonceBytes: 12,
    kemPublicKeyBytes: 32,
    kemPrivateKeyBytes: 32,
    signaturePrivateKeyBytes: 32,
    kemId: 0x0020,
    kdfId: 0x0001,
    crypto: suiteCrypto,
} as const;

/** The suites this engine does: at first those that the product uses; the module of another one puts it here. */
export const cipherSuites: CipherSuite[] = [
    { ...x25519, id: CipherSuiteId.X25519Aes128GcmSha256Ed25519, aeadId: 0x0001, aeadKeyBytes: 16 },
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
