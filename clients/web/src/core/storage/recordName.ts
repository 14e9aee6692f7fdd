import { concat, copyOf, type Bytes } from '../bytes.ts';
import type { RecordKey } from './store.ts';
import { StoreFailure } from './storeFailure.ts';

const maxKeyBytes = 1024;
const keyForm = 0;
const ordinalForm = 1;

/** Where a record lies: its bucket, and its key or its number. `bytes` is form u8, then the key, or the number as u64. */
export type RecordName = { readonly bucket: string; readonly bytes: Bytes; readonly ordinal: number | undefined };

/** @throws RangeError for a name that no record can have. */
export function recordName(bucket: string, key: RecordKey): RecordName {
    if (bucket.length === 0) throw new RangeError('a bucket has a name');
    if (typeof key !== 'number') {
        if (key.length > maxKeyBytes) throw new RangeError('a key is too long');
        return { bucket, bytes: concat(new Uint8Array([keyForm]), key), ordinal: undefined };
    }
    if (!Number.isSafeInteger(key) || key < 0) throw new RangeError('a number is a safe integer and not negative');
    const bytes = new Uint8Array(9);
    bytes[0] = ordinalForm;
    new DataView(bytes.buffer).setBigUint64(1, BigInt(key));
    return { bucket, bytes, ordinal: key };
}

/** The key in the bytes of a name; a number in its place is of no record that is found by its key. */
export function keyOf(nameBytes: Bytes): Bytes {
    if (nameBytes[0] !== keyForm) throw new StoreFailure('damaged');
    return copyOf(nameBytes.subarray(1));
}
