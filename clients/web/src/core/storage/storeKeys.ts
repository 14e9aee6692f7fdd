import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, utf8, wipe, type Bytes } from '../bytes.ts';

const tagBytes = 16;
const bucketLabel = new Uint8Array([1]);
const nameLabel = new Uint8Array([2]);

/** Bytes of the store key. */
export const storeKeyBytes = 32;

/**
 * The keys of one store, derived from its store key: `HKDF-SHA-256(store key, info = "SecureDialogue store names" | "… values")`.
 * The first hides names behind tags of 16 bytes, the second seals values.
 */
export class StoreKeys {
    readonly #names: Bytes;
    readonly #values: Bytes;

    /** Derives the keys; the store key stays the caller's, to be wiped. */
    constructor(storeKey: Uint8Array) {
        this.#names = derived(storeKey, 'SecureDialogue store names');
        this.#values = derived(storeKey, 'SecureDialogue store values');
    }

    get values(): Bytes {
        return this.#values;
    }

    /** tag = HMAC-SHA-256(names, 0x01 || bucket), first 16 bytes. */
    bucketTag(bucket: string): Bytes {
        return this.#tag(concat(bucketLabel, utf8(bucket)));
    }

    /** tag = HMAC-SHA-256(names, 0x02 || bucket tag || form || key or number), first 16 bytes. */
    nameTag(bucketTag: Uint8Array, name: Uint8Array): Bytes {
        return this.#tag(concat(nameLabel, bucketTag, name));
    }

    wipe(): void {
        wipe(this.#names, this.#values);
    }

    #tag(message: Uint8Array): Bytes {
        return new Uint8Array(hmac(sha256, this.#names, message).subarray(0, tagBytes));
    }
}

function derived(storeKey: Uint8Array, info: string): Bytes {
    return new Uint8Array(hkdf(sha256, storeKey, undefined, utf8(info), 32));
}
