import { concat, type Bytes } from '../../core/bytes.ts';
import type { DeviceSeal } from '../../core/storage/keyFile.ts';

const ivBytes = 12;

/** Draws the device's key, AES-256-GCM; no script can read it, and the browser keeps it in IndexedDB as it is. */
export function drawDeviceKey(): Promise<CryptoKey> {
    return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** Seals with the device's key: `iv[12] || AES-256-GCM`. It seals one store key in its life, so the iv does not repeat. */
export function sealWith(key: CryptoKey): DeviceSeal {
    return {
        seal: async (plaintext, authenticated) => {
            const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
            const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: authenticated }, key, plaintext);
            return concat(iv, new Uint8Array(sealed));
        },
        open: async (sealed, authenticated) => {
            const algorithm = { name: 'AES-GCM', iv: sealed.subarray(0, ivBytes), additionalData: authenticated };
            try {
                return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, sealed.subarray(ivBytes))) satisfies Bytes;
            } catch {
                // WebCrypto says no more than that it failed.
                return undefined;
            }
        },
    };
}
