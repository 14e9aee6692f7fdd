import { sha256 } from '@noble/hashes/sha2.js';
import { concat, utf8, type Bytes } from '../../bytes.ts';
import { bytesOf } from '../../cbor/opaque.ts';
import { Limits } from '../limits.ts';
import type { OpaqueId, RelayId } from '../opaqueId.ts';
import type { ProofLabel } from './proofLabel.ts';

/** What binds a proof to one connection with one relay: its id and the connection's nonce, both from `HelloReply`. */
export type ProofContext = { readonly relay: RelayId; readonly nonce: Uint8Array };

/** Lays out `label || 0x00 || fields`; fields of no fixed length enter as their SHA-256. @throws RangeError for a field of another length. */
export function layOut(label: ProofLabel, ...fields: readonly Uint8Array[]): Bytes {
    return concat(utf8(label), Uint8Array.of(0), ...fields);
}

/** A proof for one connection. */
export function layOutFor(context: ProofContext, label: ProofLabel, ...fields: readonly Uint8Array[]): Bytes {
    return layOut(label, idField(context.relay), key(context.nonce), ...fields);
}

export function idField(id: OpaqueId): Bytes {
    return bytesOf(id);
}

/** A field of 32 bytes. */
export function key(field: Uint8Array): Uint8Array {
    return fixed(field, Limits.keyBytes);
}

export function fixed(field: Uint8Array, length: number): Uint8Array {
    if (field.length !== length) throw new RangeError(`the field has ${length} bytes`);
    return field;
}

export function hashed(field: Uint8Array): Uint8Array {
    return sha256(field);
}

/** SHA-256 over the count and the SHA-256 of each element. */
export function hashedAll(fields: readonly Uint8Array[]): Uint8Array {
    const count = new DataView(new ArrayBuffer(4));
    count.setUint32(0, fields.length);
    return sha256(concat(new Uint8Array(count.buffer), ...fields.map(hashed)));
}

/** 64 bits, big-endian. */
export function number(value: number | bigint): Bytes {
    const big = BigInt(value);
    if (big < 0n || big >= 1n << 64n) throw new RangeError('a number has 64 bits and no sign');
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, big);
    return new Uint8Array(view.buffer);
}
