import { sha256 } from '@noble/hashes/sha2.js';
import type { Bytes } from '../bytes.ts';
import { MalformedObjectException } from './malformedObjectException.ts';
import { ObjectReader, type Extensible } from './objectReader.ts';
import { writeObject, type ObjectWriter } from './objectWriter.ts';
import { opaqueOf } from './opaque.ts';
import { parseStrictCbor } from './strictCbor.ts';
import type { ObjectHash } from '../trust/objectHash.ts';

/** How one type of docs/protocol.md is read and written: one CBOR map, field by field. */
export type ObjectCodec<T extends Extensible> = {
    /** The longest encoding that is accepted, in bytes. */
    readonly maxBytes: number;
    /** Reads the fields and ends with `fields.finish()`. */
    readonly read: (fields: ObjectReader) => T;
    /** Writes the known fields in ascending order of keys. */
    readonly write: (fields: ObjectWriter, value: T) => void;
};

/** @throws MalformedObjectException when the bytes are not exactly one such object. */
export function decodeObject<T extends Extensible>(codec: ObjectCodec<T>, bytes: Uint8Array): T {
    return codec.read(new ObjectReader(parseStrictCbor(bytes, codec.maxBytes)));
}

/**
 * Writes the object: for a signed one this is the body that is signed.
 * @throws RangeError when a value is outside the bounds that a reader accepts.
 */
export function encodeObject<T extends Extensible>(codec: ObjectCodec<T>, value: T): Bytes {
    const bytes = writeObject(codec, value);
    try {
        decodeObject(codec, bytes);
    } catch (refused) {
        throw refused instanceof MalformedObjectException ? new RangeError(refused.message) : refused;
    }
    return bytes;
}

/** The object's id: SHA-256 of its encoding without signatures. */
export function idOfObject<T extends Extensible>(codec: ObjectCodec<T>, value: T): ObjectHash {
    return hashOf(encodeObject(codec, value));
}

/** SHA-256 as an id. */
export function hashOf(bytes: Uint8Array): ObjectHash {
    return opaqueOf<ObjectHash>(sha256(bytes));
}
