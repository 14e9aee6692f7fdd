import { fromHex, toHex, type Bytes } from '../bytes.ts';

declare const hex: unique symbol;

/**
 * Bytes that are compared by value: ids, hashes, public keys. Held as lower-case hexadecimal, so that `===`, sets and maps compare what
 * they should and order is the order of the bytes. Never for a secret, which must be overwritten.
 */
export type Opaque = string & { readonly [hex]: true };

/** The value of these bytes; the caller says which kind of id it is after checking its length. */
export function opaqueOf<T extends Opaque = Opaque>(bytes: Uint8Array): T {
    return toHex(bytes) as T;
}

/** A fresh copy of the bytes. */
export function bytesOf(value: Opaque): Bytes {
    return fromHex(value);
}
