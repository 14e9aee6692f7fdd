import { type Bytes, copyOf } from '../../bytes.ts';
import type { CipherSuite } from './cipherSuite.ts';
import type { SigningKey } from './primitives.ts';
import { privateKeyOf } from './privateKey.ts';
import type { Secret } from './secret.ts';

/** A signature key pair; owns its private key. */
export class SignatureKeyPair {
    readonly suite: CipherSuite;

    /** The public key as it stands in a leaf. */
    readonly publicKey: Bytes;

    /** The private key, for Ed25519 the 32-byte seed, else the scalar; owned by the pair. */
    readonly privateKey: Secret;

    // Made at the first signature; copies share it, for the library keeps one key for all of them.
    #signingKey: Promise<SigningKey> | undefined;

    private constructor(suite: CipherSuite, publicKey: Bytes, privateKey: Secret) {
        this.suite = suite;
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    /** A new pair. */
    static generate(suite: CipherSuite): Promise<SignatureKeyPair> {
        return SignatureKeyPair.#of(suite, suite.crypto.generateSignatureKey(suite));
    }

    /** The pair of a private key, which is copied. Throws a RangeError when it is no key of the suite. */
    static async fromPrivateKey(suite: CipherSuite, privateKey: Uint8Array): Promise<SignatureKeyPair> {
        return SignatureKeyPair.#of(suite, privateKeyOf(suite, privateKey));
    }

    /** The pair of both halves, which are copied; for what was saved beside its public key. */
    static fromKeys(suite: CipherSuite, publicKey: Uint8Array, privateKey: Uint8Array): SignatureKeyPair {
        return new SignatureKeyPair(suite, copyOf(publicKey), privateKeyOf(suite, privateKey));
    }

    /** A signature as it stands on the wire. */
    async sign(message: Uint8Array): Promise<Bytes> {
        this.#signingKey ??= this.suite.crypto.signingKey(this.suite, this);
        return (await this.#signingKey)(this.privateKey, message);
    }

    /** A copy with an owner of its own. */
    copy(): SignatureKeyPair {
        const copy = new SignatureKeyPair(this.suite, this.publicKey, this.privateKey.copy());
        copy.#signingKey = this.#signingKey;
        return copy;
    }

    dispose(): void {
        this.#signingKey = undefined;
        this.privateKey.dispose();
    }

    static async #of(suite: CipherSuite, privateKey: Secret): Promise<SignatureKeyPair> {
        try {
            return new SignatureKeyPair(suite, await suite.crypto.signaturePublicKey(suite, privateKey), privateKey);
        } catch (refusal) {
            privateKey.dispose();
            throw refusal;
        }
    }
}
