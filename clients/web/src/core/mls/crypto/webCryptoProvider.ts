import { expand } from '@noble/hashes/hkdf.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { type Bytes, isZero, wipe } from '../../bytes.ts';
import { MlsException } from '../mlsException.ts';
import { aesGcm, chaCha20Poly1305 } from './aead.ts';
import type { CipherSuite } from './cipherSuite.ts';
import type { AeadKey, CryptoProvider, EphemeralAgreement, Expansion } from './cryptoProvider.ts';
import type { Curve25519 } from './curve25519.ts';
import type { HpkeKeyPair } from './hpkeKeyPair.ts';
import type { Aead, KeyAgreement, Signing, SigningKey } from './primitives.ts';
import { Secret } from './secret.ts';
import { hmacSha256, hmacSha256Each, sha256 } from './sha256.ts';
import type { SignatureKeyPair } from './signatureKeyPair.ts';
import { subtle } from './webCrypto.ts';
import { nobleX25519 } from './x25519.ts';

const chaChaId = 0x0003;
const seedBytes = 32;
const first = Uint8Array.of(1);
const hmac = { name: 'HMAC', hash: 'SHA-256' };

// RFC 5869 §2.2: a salt not provided is HashLen zeros; WebCrypto takes no empty key.
const noSalt = new Uint8Array(32);

/** WebCrypto, our own hashes without a promise, and noble for ChaCha20-Poly1305 and for Curve25519 in older browsers. */
export class WebCryptoProvider implements CryptoProvider {
    readonly #probe: () => Promise<Curve25519>;
    #curve25519: Promise<Curve25519> | undefined;
    // Beside the promise, for nobody should wait for it leaf by leaf.
    #found: Curve25519 | undefined;

    /** The probe is asked once, when Curve25519 is first needed. */
    constructor(probe: () => Promise<Curve25519>) {
        this.#probe = probe;
    }

    fill(destination: Bytes): void {
        crypto.getRandomValues(destination);
    }

    hash(_: CipherSuite, data: Uint8Array): Bytes {
        return sha256(data);
    }

    mac(_: CipherSuite, key: Uint8Array, data: Uint8Array): Bytes {
        return hmacSha256(key, data);
    }

    extract(_: CipherSuite, salt: Uint8Array, ikm: Uint8Array): Secret {
        return new Secret(hmacSha256(salt, ikm)); // RFC 5869 §2.2.
    }

    async extractLong(_: CipherSuite, ikm: Uint8Array): Promise<Bytes> {
        const key = await subtle.importKey('raw', noSalt, hmac, false, ['sign']);
        return new Uint8Array(await subtle.sign(hmac, key, ikm));
    }

    expand(suite: CipherSuite, prk: Uint8Array, info: Uint8Array, length: number): Secret {
        if (length > suite.hashBytes) return new Secret(expand(nobleSha256, prk, info, length) as Bytes);
        return this.expandEach(suite, prk, [{ info, length }])[0] as Secret;
    }

    // T(1) = HMAC(PRK, info || 1) (RFC 5869 §2.3) is all that MLS asks for but in its exporter.
    expandEach(_: CipherSuite, prk: Uint8Array, outputs: readonly Expansion[]): Secret[] {
        const infos = outputs.map(({ info }) => info);
        const blocks = hmacSha256Each(prk, infos, first);
        return blocks.map((block, i) => new Secret(cut(block, outputs[i]?.length as number)));
    }

    seal(suite: CipherSuite, key: AeadKey, aad: Uint8Array, plaintext: Uint8Array): Promise<Bytes> {
        return aeadOf(suite).seal(key, aad, plaintext);
    }

    open(suite: CipherSuite, key: AeadKey, aad: Uint8Array, ciphertext: Uint8Array): Promise<Bytes> {
        return aeadOf(suite).open(key, aad, ciphertext);
    }

    async kemPublicKey(suite: CipherSuite, privateKey: Secret): Promise<Bytes> {
        return (await this.#agreementOf(suite)).publicKey(privateKey.bytes);
    }

    isKemPublicKey(suite: CipherSuite, publicKey: Uint8Array): boolean {
        return (suite.nist?.agreement ?? nobleX25519).isPublicKey(publicKey);
    }

    async agree(suite: CipherSuite, own: HpkeKeyPair, publicKey: Uint8Array): Promise<Secret> {
        return secretOf(await (await this.#agreementOf(suite)).agree(own, publicKey));
    }

    async agreeEphemeral(suite: CipherSuite, publicKey: Uint8Array): Promise<EphemeralAgreement> {
        const fresh = await (await this.#agreementOf(suite)).agreeEphemeral(publicKey);
        return { publicKey: fresh.publicKey, shared: secretOf(fresh.shared) };
    }

    generateSignatureKey(suite: CipherSuite): Secret {
        for (;;) {
            const privateKey = Secret.random(suite, seedBytes);
            if (suite.nist?.isScalar(privateKey.bytes) ?? true) return privateKey;
            privateKey.dispose();
        }
    }

    async signaturePublicKey(suite: CipherSuite, privateKey: Secret): Promise<Bytes> {
        return (await this.#signingOf(suite)).publicKey(privateKey.bytes);
    }

    async signingKey(suite: CipherSuite, pair: SignatureKeyPair): Promise<SigningKey> {
        return (await this.#signingOf(suite)).signingKey(pair);
    }

    async verify(suite: CipherSuite, publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
        return (await this.#signingOf(suite)).verify(publicKey, message, signature);
    }

    #agreementOf(suite: CipherSuite): KeyAgreement | Promise<KeyAgreement> {
        return suite.nist?.agreement ?? this.#found?.agreement ?? this.#probed().then(({ agreement }) => agreement);
    }

    #signingOf(suite: CipherSuite): Signing | Promise<Signing> {
        return suite.nist?.signing ?? this.#found?.signing ?? this.#probed().then(({ signing }) => signing);
    }

    async #probed(): Promise<Curve25519> {
        this.#curve25519 ??= this.#probe();
        return (this.#found = await this.#curve25519);
    }
}

function aeadOf(suite: CipherSuite): Aead {
    return suite.aeadId === chaChaId ? chaCha20Poly1305 : aesGcm;
}

// All-zero results are refused here too, whatever the library thinks of them (RFC 9180 §7.1.4).
function secretOf(shared: Bytes): Secret {
    if (isZero(shared)) throw new MlsException('PublicKeyInvalid');
    return new Secret(shared);
}

function cut(block: Bytes, length: number): Bytes {
    if (length === block.length) return block;
    const output = block.slice(0, length);
    wipe(block);
    return output;
}
