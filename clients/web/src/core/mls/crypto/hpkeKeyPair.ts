import { type Bytes, copyOf } from '../../bytes.ts';
import type { CipherSuite } from './cipherSuite.ts';
import { derivePrivateKey } from './dhKem.ts';
import { privateKeyOf } from './privateKey.ts';
import { Secret } from './secret.ts';

/** An HPKE key pair (RFC 9180 §4); owns its private key. */
export class HpkeKeyPair {
    /** The serialized public key. */
    readonly publicKey: Bytes;

    /** The serialized private key; owned by the pair. */
    readonly privateKey: Secret;

    private constructor(publicKey: Bytes, privateKey: Secret) {
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    /** A new pair. */
    static async generate(suite: CipherSuite): Promise<HpkeKeyPair> {
        const ikm = Secret.random(suite, suite.kemPrivateKeyBytes);
        try {
            return await HpkeKeyPair.deriveFrom(suite, ikm.bytes);
        } finally {
            ikm.dispose();
        }
    }

    /** KEM.DeriveKeyPair(ikm) (RFC 9180 §7.1.3); the ikm is at least as long as a private key. */
    static async deriveFrom(suite: CipherSuite, ikm: Uint8Array): Promise<HpkeKeyPair> {
        return HpkeKeyPair.#of(suite, derivePrivateKey(suite, ikm));
    }

    /** The pair of a private key, which is copied. Throws a RangeError when it is no key of the suite. */
    static async fromPrivateKey(suite: CipherSuite, privateKey: Uint8Array): Promise<HpkeKeyPair> {
        return HpkeKeyPair.#of(suite, privateKeyOf(suite, privateKey));
    }

    /** The pair of both halves, which are copied; for what was saved beside its public key. */
    static fromKeys(suite: CipherSuite, publicKey: Uint8Array, privateKey: Uint8Array): HpkeKeyPair {
        return new HpkeKeyPair(copyOf(publicKey), privateKeyOf(suite, privateKey));
    }

    /** A copy with an owner of its own. */
    copy(): HpkeKeyPair {
        return new HpkeKeyPair(this.publicKey, this.privateKey.copy());
    }

    dispose(): void {
        this.privateKey.dispose();
    }

    static async #of(suite: CipherSuite, privateKey: Secret): Promise<HpkeKeyPair> {
        try {
            return new HpkeKeyPair(await suite.crypto.kemPublicKey(suite, privateKey), privateKey);
        } catch (refusal) {
            privateKey.dispose();
            throw refusal;
        }
    }
}
