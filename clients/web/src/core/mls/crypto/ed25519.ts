import { ed25519 } from '@noble/curves/ed25519.js';
import { type Bytes, concat, fromHex, wipe } from '../../bytes.ts';
import { holdsWithoutCofactor, isWellFormedEd25519 } from './ed25519Rules.ts';
import type { Signing, SigningKey } from './primitives.ts';
import type { SignatureKeyPair } from './signatureKeyPair.ts';
import { subtle } from './webCrypto.ts';

const algorithm = { name: 'Ed25519' };

// PrivateKeyInfo of a 32-byte seed with the algorithm id-Ed25519 (RFC 8410 §7).
const pkcs8Prefix = fromHex('302e020100300506032b657004220420');

// WebCrypto tells a public key only in text form beside the seed; strings cannot be overwritten.
function publicKeyOf(seed: Bytes): Promise<Bytes> {
    return Promise.resolve(ed25519.getPublicKey(seed) as Bytes);
}

/** To sign, the seed is enough. */
export type Ed25519 = Omit<Signing, 'signingKey'> & {
    readonly signingKey: (pair: Pick<SignatureKeyPair, 'privateKey'>) => Promise<SigningKey>;
};

/** Ed25519 of WebCrypto. */
export const nativeEd25519: Ed25519 = {
    publicKey: publicKeyOf,

    async signingKey(pair) {
        const wrapped = concat(pkcs8Prefix, pair.privateKey.bytes);
        try {
            const key = await subtle.importKey('pkcs8', wrapped, algorithm, false, ['sign']);
            return async (_, message) => new Uint8Array(await subtle.sign(algorithm, key, message));
        } finally {
            wipe(wrapped);
        }
    },

    async verify(publicKey, message, signature) {
        if (!isWellFormedEd25519(publicKey, signature)) return false;
        try {
            const key = await subtle.importKey('raw', publicKey, algorithm, false, ['verify']);
            return await subtle.verify(algorithm, key, signature, message);
        } catch {
            return false; // Some engines find at import that the key is no point.
        }
    },
};

/** Ed25519 for browsers without it. */
export const nobleEd25519: Ed25519 = {
    publicKey: publicKeyOf,

    signingKey() {
        return Promise.resolve((privateKey, message) => Promise.resolve(ed25519.sign(message, privateKey.bytes) as Bytes));
    },

    verify(publicKey, message, signature) {
        return Promise.resolve(isWellFormedEd25519(publicKey, signature) && holdsWithoutCofactor(publicKey, message, signature));
    },
};
