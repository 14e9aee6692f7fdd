import type { Bytes } from '../../bytes.ts';
import type { CipherSuite } from './cipherSuite.ts';
import type { HpkeKeyPair } from './hpkeKeyPair.ts';
import type { SigningKey } from './primitives.ts';
import type { Secret } from './secret.ts';
import type { SignatureKeyPair } from './signatureKeyPair.ts';

/** Key and nonce of one AEAD call, borrowed from their owner until the call's promise is settled. */
export type AeadKey = { readonly key: Uint8Array; readonly nonce: Uint8Array };

/** One of several outputs of a pseudorandom key. */
export type Expansion = { readonly info: Uint8Array; readonly length: number };

/** A fresh public key and the secret its private half, which is gone, agreed upon. */
export type EphemeralAgreement = { readonly publicKey: Bytes; readonly shared: Secret };

/**
 * The primitives under the engine; the seam behind which another library can stand. Hashing is synchronous, for inputs are small;
 * what WebCrypto does is asynchronous, and its inputs are borrowed until the promise is settled.
 */
export interface CryptoProvider {
    /** Fills bytes with random ones. */
    fill(destination: Bytes): void;

    /** Hash(data), Nh bytes. */
    hash(suite: CipherSuite, data: Uint8Array): Bytes;

    /** HMAC over data, Nh bytes. */
    mac(suite: CipherSuite, key: Uint8Array, data: Uint8Array): Bytes;

    /** KDF.Extract(salt, ikm), Nh bytes. */
    extract(suite: CipherSuite, salt: Uint8Array, ikm: Uint8Array): Secret;

    /** KDF.Extract("", ikm), Nh bytes, of an ikm that may be long. */
    extractLong(suite: CipherSuite, ikm: Uint8Array): Promise<Bytes>;

    /** KDF.Expand(prk, info, length). */
    expand(suite: CipherSuite, prk: Uint8Array, info: Uint8Array, length: number): Secret;

    /** KDF.Expand(prk, info, length) of several outputs no longer than a hash; costs less than one after another. */
    expandEach(suite: CipherSuite, prk: Uint8Array, outputs: readonly Expansion[]): Secret[];

    /** AEAD.Seal. */
    seal(suite: CipherSuite, key: AeadKey, aad: Uint8Array, plaintext: Uint8Array): Promise<Bytes>;

    /** AEAD.Open; refuses with `DecryptionFailed`. */
    open(suite: CipherSuite, key: AeadKey, aad: Uint8Array, ciphertext: Uint8Array): Promise<Bytes>;

    /** The public key of a KEM private key. */
    kemPublicKey(suite: CipherSuite, privateKey: Secret): Promise<Bytes>;

    /** Whether a KEM public key is a point of its curve and gives a secret; one of low order does not. */
    isKemPublicKey(suite: CipherSuite, publicKey: Uint8Array): boolean;

    /** DH(own private key, public key); refuses with `PublicKeyInvalid`. */
    agree(suite: CipherSuite, own: HpkeKeyPair, publicKey: Uint8Array): Promise<Secret>;

    /** DH of a fresh pair with a public key; refuses with `PublicKeyInvalid`. */
    agreeEphemeral(suite: CipherSuite, publicKey: Uint8Array): Promise<EphemeralAgreement>;

    /** A new signature private key. */
    generateSignatureKey(suite: CipherSuite): Secret;

    /** The public key of a signature private key. */
    signaturePublicKey(suite: CipherSuite, privateKey: Secret): Promise<Bytes>;

    /** A signature private key made ready to sign many times; `SignatureKeyPair.sign` keeps it. */
    signingKey(suite: CipherSuite, pair: SignatureKeyPair): Promise<SigningKey>;

    /** Whether a signature is the key's; `false` for whatever is wrong with either. */
    verify(suite: CipherSuite, publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean>;
}
