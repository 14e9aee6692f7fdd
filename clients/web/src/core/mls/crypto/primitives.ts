import type { Bytes } from '../../bytes.ts';
import type { AeadKey } from './cryptoProvider.ts';
import type { HpkeKeyPair } from './hpkeKeyPair.ts';
import type { Secret } from './secret.ts';
import type { SignatureKeyPair } from './signatureKeyPair.ts';

// What a provider is put together from: one value for each algorithm and library.

/** Diffie-Hellman on one curve. A secret of zeros is for the provider to refuse. */
export type KeyAgreement = {
    readonly publicKey: (privateKey: Bytes) => Promise<Bytes>;
    readonly isPublicKey: (publicKey: Uint8Array) => boolean;
    /** Refuses with `PublicKeyInvalid`. */
    readonly agree: (own: HpkeKeyPair, publicKey: Uint8Array) => Promise<Bytes>;
    readonly agreeEphemeral: (publicKey: Uint8Array) => Promise<{ readonly publicKey: Bytes; readonly shared: Bytes }>;
};

/** A private key made ready to sign many times; the secret is lent again to each signature. */
export type SigningKey = (privateKey: Secret, message: Uint8Array) => Promise<Bytes>;

/** Signatures on one curve. */
export type Signing = {
    readonly publicKey: (privateKey: Bytes) => Promise<Bytes>;
    readonly signingKey: (pair: SignatureKeyPair) => Promise<SigningKey>;
    readonly verify: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => Promise<boolean>;
};

/** A curve of NIST, whose private keys are numbers below its order. */
export type NistCurve = {
    readonly agreement: KeyAgreement;
    readonly signing: Signing;
    /** Whether bytes are a private key in full length. */
    readonly isScalar: (bytes: Uint8Array) => boolean;
    /** A private key in full length; leading zeros may be missing. Throws a RangeError when it is none. */
    readonly scalarOf: (privateKey: Uint8Array) => Bytes;
};

/** One AEAD; `open` refuses with `DecryptionFailed`. */
export type Aead = {
    readonly seal: (key: AeadKey, aad: Uint8Array, plaintext: Uint8Array) => Promise<Bytes>;
    readonly open: (key: AeadKey, aad: Uint8Array, ciphertext: Uint8Array) => Promise<Bytes>;
};
