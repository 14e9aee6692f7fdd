import { x25519 } from '@noble/curves/ed25519.js';
import { type Bytes, concat, fromHex, wipe } from '../../bytes.ts';
import { MlsException } from '../mlsException.ts';
import { isLowOrderX25519 } from './lowOrder.ts';
import type { KeyAgreement } from './primitives.ts';
import { type EngineKey, subtle } from './webCrypto.ts';

const algorithm = { name: 'X25519' };
const keyBytes = 32;
const keyBits = 256;

// PrivateKeyInfo of a 32-byte key with the algorithm id-X25519 (RFC 8410 §7).
const pkcs8Prefix = fromHex('302e020100300506032b656e04220420');
const basePoint = new Uint8Array(keyBytes);
basePoint[0] = 9;

function isX25519Key(publicKey: Uint8Array): boolean {
    return publicKey.length === keyBytes && !isLowOrderX25519(publicKey);
}

function requireKey(publicKey: Uint8Array): void {
    if (!isX25519Key(publicKey)) throw new MlsException('PublicKeyInvalid');
}

async function importPrivate(privateKey: Bytes): Promise<EngineKey> {
    const wrapped = concat(pkcs8Prefix, privateKey);
    try {
        return await subtle.importKey('pkcs8', wrapped, algorithm, false, ['deriveBits']);
    } finally {
        wipe(wrapped);
    }
}

function importPublic(publicKey: Uint8Array): Promise<EngineKey> {
    return subtle.importKey('raw', publicKey, algorithm, false, []);
}

async function agreeWith(privateKey: Promise<EngineKey>, publicKey: Uint8Array): Promise<Bytes> {
    const [own, other] = await Promise.all([privateKey, importPublic(publicKey)]);
    return new Uint8Array(await subtle.deriveBits({ ...algorithm, public: other }, own, keyBits));
}

/** X25519 of WebCrypto. */
export const nativeX25519: KeyAgreement = {
    publicKey: (privateKey) => agreeWith(importPrivate(privateKey), basePoint),
    isPublicKey: isX25519Key,

    async agree(own, publicKey) {
        requireKey(publicKey);
        return agreeWith(importPrivate(own.privateKey.bytes), publicKey);
    },

    // The ephemeral private key is never in our memory.
    async agreeEphemeral(publicKey) {
        requireKey(publicKey);
        const [pair, other] = await Promise.all([subtle.generateKey(algorithm, false, ['deriveBits']), importPublic(publicKey)]);
        const [shared, ephemeral] = await Promise.all([
            subtle.deriveBits({ ...algorithm, public: other }, pair.privateKey, keyBits),
            subtle.exportKey('raw', pair.publicKey),
        ]);
        return { publicKey: new Uint8Array(ephemeral), shared: new Uint8Array(shared) };
    },
};

/** X25519 for browsers without it. */
export const nobleX25519: KeyAgreement = {
    publicKey: (privateKey) => Promise.resolve(x25519.getPublicKey(privateKey) as Bytes),
    isPublicKey: isX25519Key,

    async agree(own, publicKey) {
        requireKey(publicKey);
        return x25519.getSharedSecret(own.privateKey.bytes, publicKey) as Bytes;
    },

    async agreeEphemeral(publicKey) {
        requireKey(publicKey);
        const privateKey = crypto.getRandomValues(new Uint8Array(keyBytes));
        try {
            return {
                publicKey: x25519.getPublicKey(privateKey) as Bytes,
                shared: x25519.getSharedSecret(privateKey, publicKey) as Bytes,
            };
        } finally {
            wipe(privateKey);
        }
    },
};
