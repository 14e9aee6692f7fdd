import { p256 } from '@noble/curves/nist.js';
import { type Bytes, concat, fromHex, wipe } from '../../bytes.ts';
import { MlsException } from '../mlsException.ts';
import { derOf, rawOf } from './ecdsaDer.ts';
import { p256FieldBytes } from './p256Scalar.ts';
import type { KeyAgreement, Signing } from './primitives.ts';
import { type EngineKey, type EngineKeyUse, subtle } from './webCrypto.ts';

const ecdh = { name: 'ECDH', namedCurve: 'P-256' };
const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' };
const sharedBits = 8 * p256FieldBytes;
const ecdsaSha256 = { name: 'ECDSA', hash: 'SHA-256' };

// PrivateKeyInfo around ECPrivateKey (RFC 5915) with its public key, without which some engines refuse it.
const pkcs8Prefix = fromHex('308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420');
const pkcs8Middle = fromHex('a144034200');

type KeyPair = { readonly publicKey: Uint8Array; readonly privateKey: { readonly bytes: Bytes } };

function publicKeyOf(privateKey: Bytes): Promise<Bytes> {
    return Promise.resolve(p256.getPublicKey(privateKey, false) as Bytes);
}

function isPoint(publicKey: Uint8Array): boolean {
    return publicKey.length === 1 + 2 * p256FieldBytes && p256.utils.isValidPublicKey(publicKey, false);
}

function requirePoint(publicKey: Uint8Array): void {
    if (!isPoint(publicKey)) throw new MlsException('PublicKeyInvalid');
}

async function importPrivate(pair: KeyPair, algorithm: object, use: EngineKeyUse): Promise<EngineKey> {
    const wrapped = concat(pkcs8Prefix, pair.privateKey.bytes, pkcs8Middle, pair.publicKey);
    try {
        return await subtle.importKey('pkcs8', wrapped, algorithm, false, [use]);
    } finally {
        wipe(wrapped);
    }
}

function importPublic(publicKey: Uint8Array): Promise<EngineKey> {
    return subtle.importKey('raw', publicKey, ecdh, false, []);
}

async function agreeWith(privateKey: Promise<EngineKey>, publicKey: Uint8Array): Promise<Bytes> {
    const [own, other] = await Promise.all([privateKey, importPublic(publicKey)]);
    return new Uint8Array(await subtle.deriveBits({ ...ecdh, public: other }, own, sharedBits));
}

/** ECDH on P-256: the x coordinate (RFC 9180 §7.1). Public keys are uncompressed points. */
export const p256Agreement: KeyAgreement = {
    publicKey: publicKeyOf,
    isPublicKey: isPoint,

    async agree(own, publicKey) {
        requirePoint(publicKey);
        return agreeWith(importPrivate(own, ecdh, 'deriveBits'), publicKey);
    },

    async agreeEphemeral(publicKey) {
        requirePoint(publicKey);
        const [pair, other] = await Promise.all([subtle.generateKey(ecdh, false, ['deriveBits']), importPublic(publicKey)]);
        const [shared, ephemeral] = await Promise.all([
            subtle.deriveBits({ ...ecdh, public: other }, pair.privateKey, sharedBits),
            subtle.exportKey('raw', pair.publicKey),
        ]);
        return { publicKey: new Uint8Array(ephemeral), shared: new Uint8Array(shared) };
    },
};

/** ECDSA on P-256 with SHA-256; signatures are DER. */
export const p256Signing: Signing = {
    publicKey: publicKeyOf,

    async signingKey(pair) {
        const key = await importPrivate(pair, ecdsa, 'sign');
        return async (_, message) => derOf(new Uint8Array(await subtle.sign(ecdsaSha256, key, message)));
    },

    async verify(publicKey, message, signature) {
        const raw = rawOf(signature);
        if (raw === undefined || !isPoint(publicKey)) return false;
        const key = await subtle.importKey('raw', publicKey, ecdsa, false, ['verify']);
        return subtle.verify(ecdsaSha256, key, raw, message);
    },
};
