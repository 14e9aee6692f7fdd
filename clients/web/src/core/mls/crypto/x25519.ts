import { x25519 } from '@noble/curves/ed25519.js';
import { type Bytes, concat, fromHex, wipe } from '../../bytes.ts';
import { MlsException } from '../mlsException.ts';
import { isLowOrderX25519 } from './lowOrder.ts';
import type { KeyAgreement } from './primitives.ts';
import { type EngineKey, type EngineKeyPair, subtle } from './webCrypto.ts';

const algorithm = { name: 'X25519' };
const keyBytes = 32;
const keyBits = 256;

// PrivateKeyInfo of a 32-byte key with the algorithm id-X25519 (RFC 8410 §7).
const pkcs8Prefix = fromHex('302e020100300506032b656e04220420');

// An engine copies what it imports before it answers (WebCrypto §14.3.9), so one buffer serves all keys and is wiped at once.
const wrapped = concat(pkcs8Prefix, new Uint8Array(keyBytes));
const wrappedKey = wrapped.subarray(pkcs8Prefix.length);

const basePoint = new Uint8Array(keyBytes);
basePoint[0] = 9;

function isX25519Key(publicKey: Uint8Array): boolean {
    return publicKey.length === keyBytes && !isLowOrderX25519(publicKey);
}

function requireKey(publicKey: Uint8Array): void {
    if (!isX25519Key(publicKey)) throw new MlsException('PublicKeyInvalid');
}

function importPrivate(privateKey: Bytes): Promise<EngineKey> {
    wrappedKey.set(privateKey);
    return importWrapped();
}

function importWrapped(): Promise<EngineKey> {
    try {
        return subtle.importKey('pkcs8', wrapped, algorithm, false, ['deriveBits']);
    } finally {
        wipe(wrappedKey);
    }
}

function importPublic(publicKey: Uint8Array): Promise<EngineKey> {
    return subtle.importKey('raw', publicKey, algorithm, false, []);
}

// A commit seals to the keys of a tree, and the next commit to the same ones: bytes that stand in a tree do not change.
const recipients = new WeakMap<Uint8Array, Promise<EngineKey>>();

function importRecipient(publicKey: Uint8Array): Promise<EngineKey> {
    let imported = recipients.get(publicKey);
    if (imported === undefined) {
        imported = importPublic(publicKey);
        recipients.set(publicKey, imported);
    }
    return imported;
}

async function exportPublic(publicKey: EngineKey): Promise<Bytes> {
    return new Uint8Array(await subtle.exportKey('raw', publicKey));
}

async function agreed(own: EngineKey, other: EngineKey): Promise<Bytes> {
    return new Uint8Array(await subtle.deriveBits({ name: algorithm.name, public: other }, own, keyBits));
}

async function agreeWith(privateKey: Promise<EngineKey>, publicKey: Uint8Array): Promise<Bytes> {
    const [own, other] = await Promise.all([privateKey, importPublic(publicKey)]);
    return agreed(own, other);
}

// An engine multiplies the base point when it imports a private key; without `getPublicKey` it has to do so again.
async function publicKeyOf(privateKey: Bytes): Promise<Bytes> {
    const own = importPrivate(privateKey);
    if (subtle.getPublicKey === undefined) return agreeWith(own, basePoint);
    return exportPublic(await subtle.getPublicKey(await own, []));
}

// Where an engine's generateKey multiplies the base point twice (Chromium), importing a random key and asking for its public half
// costs half of it. Without `getPublicKey` the engine makes the pair, and the private key is never in our memory.
async function ephemeralPair(): Promise<EngineKeyPair> {
    if (subtle.getPublicKey === undefined) return subtle.generateKey(algorithm, false, ['deriveBits']);
    crypto.getRandomValues(wrappedKey);
    const privateKey = await importWrapped();
    return { privateKey, publicKey: await subtle.getPublicKey(privateKey, []) };
}

/** X25519 of WebCrypto. */
export const nativeX25519: KeyAgreement = {
    publicKey: publicKeyOf,
    isPublicKey: isX25519Key,

    async agree(own, publicKey) {
        requireKey(publicKey);
        return agreeWith(importPrivate(own.privateKey.bytes), publicKey);
    },

    async agreeEphemeral(publicKey) {
        requireKey(publicKey);
        const [pair, other] = await Promise.all([ephemeralPair(), importRecipient(publicKey)]);
        const [shared, ephemeral] = await Promise.all([agreed(pair.privateKey, other), exportPublic(pair.publicKey)]);
        return { publicKey: ephemeral, shared };
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
