import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { concat, copyOf, fromHex, utf8, wipe, type Bytes } from '../bytes.ts';
import type { RecordName } from './recordName.ts';
import { StoreFailure } from './storeFailure.ts';
import type { StoreKeys } from './storeKeys.ts';

/** The format of the table and of its records. */
const recordFormat = 1;

const nonceBytes = 24;
const label = concat(utf8('SecureDialogue record'), new Uint8Array([0, 0, 0, 0, recordFormat]));

/**
 * Seals a record: `nonce[24] || XChaCha20-Poly1305(bucket u16-length || bucket || name u16-length || name || value)` with
 * `label || format u32 || bucket tag || name tag` authenticated. The nonce is drawn at random from 2^192, so that it does not
 * repeat even when an earlier copy of the database is put back and written again. The name tag covers a record's number.
 */
export function sealRecord(keys: StoreKeys, name: RecordName, value: Uint8Array): Bytes {
    const bucket = utf8(name.bucket);
    const plaintext = concat(length16(bucket), bucket, length16(name.bytes), name.bytes, value);
    const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
    const tag = keys.bucketTag(name.bucket);
    const sealed = xchacha20poly1305(keys.values, nonce, aad(tag, keys.nameTag(tag, name.bytes))).encrypt(plaintext);
    wipe(plaintext);
    return concat(nonce, sealed);
}

/** Opens a record of a bucket that was found under a name tag in hex; the name is the one that was sealed in. */
export function openRecord(
    keys: StoreKeys,
    bucket: string,
    nameTag: string,
    record: Uint8Array,
): { readonly name: Bytes; readonly value: Bytes } {
    const plaintext = unsealed(keys, bucket, nameTag, record);
    // What follows was sealed above, so its lengths are right.
    const view = new DataView(plaintext.buffer, plaintext.byteOffset, plaintext.byteLength);
    const nameAt = 2 + view.getUint16(0) + 2;
    const valueAt = nameAt + view.getUint16(nameAt - 2);
    const opened = { name: copyOf(plaintext.subarray(nameAt, valueAt)), value: copyOf(plaintext.subarray(valueAt)) };
    wipe(plaintext);
    return opened;
}

function unsealed(keys: StoreKeys, bucket: string, nameTag: string, record: Uint8Array): Uint8Array {
    try {
        const authenticated = aad(keys.bucketTag(bucket), fromHex(nameTag));
        return xchacha20poly1305(keys.values, record.subarray(0, nonceBytes), authenticated).decrypt(record.subarray(nonceBytes));
    } catch (cause) {
        throw new StoreFailure('damaged', cause);
    }
}

function length16(field: Uint8Array): Uint8Array {
    return new Uint8Array([field.length >> 8, field.length & 0xff]);
}

function aad(bucketTag: Uint8Array, nameTag: Uint8Array): Bytes {
    return concat(label, bucketTag, nameTag);
}
