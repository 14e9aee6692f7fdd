import { sha256 } from '@noble/hashes/sha2.js';
import { concat, copyOf, utf8, type Bytes } from '../bytes.ts';
import { bytesOf } from '../cbor/opaque.ts';
import type { ItemKind } from './itemKind.ts';
import type { ChannelId } from './opaqueId.ts';

/** d(0) of the chain over a channel's log: `SHA-256("SecureDialogue log" || 0x00 || channel)`. */
export function startOfLog(channel: ChannelId): Bytes {
    return copyOf(sha256(concat(utf8('SecureDialogue log'), Uint8Array.of(0), bytesOf(channel))));
}

/** d(n): `SHA-256(d(n-1) || n u64 || kind u8 || epoch u64 || SHA-256(item n))`, the item as it was stored. */
export function nextInLog(previous: Uint8Array, sequence: number, kind: ItemKind, epoch: bigint, itemHash: Uint8Array): Bytes {
    const middle = new DataView(new ArrayBuffer(17));
    middle.setBigUint64(0, BigInt(sequence));
    middle.setUint8(8, kind);
    middle.setBigUint64(9, epoch);
    return copyOf(sha256(concat(previous, new Uint8Array(middle.buffer), itemHash)));
}
