import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import type { Bytes } from '../../bytes.ts';
import { MlsException } from '../mlsException.ts';
import type { AeadKey } from './cryptoProvider.ts';
import type { Aead } from './primitives.ts';
import { subtle } from './webCrypto.ts';

const algorithm = 'AES-GCM';

function parameters(key: AeadKey, aad: Uint8Array): object {
    return { name: algorithm, iv: key.nonce, additionalData: aad };
}

/** AES-GCM of WebCrypto. */
export const aesGcm: Aead = {
    async seal(key, aad, plaintext) {
        const imported = await subtle.importKey('raw', key.key, { name: algorithm }, false, ['encrypt']);
        return new Uint8Array(await subtle.encrypt(parameters(key, aad), imported, plaintext));
    },

    async open(key, aad, ciphertext) {
        const imported = await subtle.importKey('raw', key.key, { name: algorithm }, false, ['decrypt']);
        try {
            return new Uint8Array(await subtle.decrypt(parameters(key, aad), imported, ciphertext));
        } catch {
            throw new MlsException('DecryptionFailed');
        }
    },
};

/** ChaCha20-Poly1305, which WebCrypto lacks. */
export const chaCha20Poly1305: Aead = {
    seal(key, aad, plaintext) {
        return Promise.resolve(chacha20poly1305(key.key, key.nonce, aad).encrypt(plaintext) as Bytes);
    },

    async open(key, aad, ciphertext) {
        const cipher = chacha20poly1305(key.key, key.nonce, aad);
        try {
            return cipher.decrypt(ciphertext) as Bytes;
        } catch {
            throw new MlsException('DecryptionFailed');
        }
    },
};
