import { ed25519 } from '@noble/curves/ed25519.js';
import { type Bytes, concat, fromHex, wipe } from '../../bytes.ts';
import { isLowOrderEd25519 } from './lowOrder.ts';
import type { Signing } from './primitives.ts';
import { subtle } from './webCrypto.ts';

const algorithm = { name: 'Ed25519' };
const keyBytes = 32;
const signatureBytes = 64;

// PrivateKeyInfo of a 32-byte seed with the algorithm id-Ed25519 (RFC 8410 §7).
const pkcs8Prefix = fromHex('302e020100300506032b657004220420');

// Both halves of a signature's check on which libraries differ are settled before either sees it.
function isWellFormed(publicKey: Uint8Array, signature: Uint8Array): boolean {
    return (
        publicKey.length === keyBytes &&
        signature.length === signatureBytes &&
        !isLowOrderEd25519(publicKey) &&
        !isLowOrderEd25519(signature.subarray(0, keyBytes))
    );
}

// WebCrypto tells a public key only in text form beside the seed; strings cannot be overwritten.
function publicKeyOf(seed: Bytes): Promise<Bytes> {
    return Promise.resolve(ed25519.getPublicKey(seed) as Bytes);
}

/** Ed25519 of WebCrypto. */
export const nativeEd25519: Signing = {
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
        if (!isWellFormed(publicKey, signature)) return false;
        try {
            const key = await subtle.importKey('raw', publicKey, algorithm, false, ['verify']);
            return await subtle.verify(algorithm, key, signature, message);
        } catch {
            return false; // Some engines find at import that the key is no point.
        }
    },
};

/** Ed25519 for browsers without it. */
export const nobleEd25519: Signing = {
    publicKey: publicKeyOf,

    signingKey() {
        return Promise.resolve((privateKey, message) => Promise.resolve(ed25519.sign(message, privateKey.bytes) as Bytes));
    },

    async verify(publicKey, message, signature) {
        if (!isWellFormed(publicKey, signature)) return false;
        return ed25519.verify(signature, message, publicKey, { zip215: false });
    },
};
