import { sha256 as noble } from '@noble/hashes/sha2.js';
import { type Bytes, wipe } from '../../bytes.ts';

// Making one of noble's hash objects costs more than hashing a block, and MLS hashes little things often: these are used again and
// again. Nothing here waits, so no two calls meet in them; whatever a call left in them is zeroed at its end.
const fresh = noble.create();
const work = noble.create();
const blockBytes = 64;
const hashBytes = 32;
const block = new Uint8Array(blockBytes);
const blockWords = new Uint32Array(block.buffer);
const innerPad = 0x36363636;
const innerToOuterPad = 0x36363636 ^ 0x5c5c5c5c;

/** SHA-256. */
export function sha256(data: Uint8Array): Bytes {
    const hash = new Uint8Array(hashBytes);
    fresh._cloneInto(work);
    work.update(data).digestInto(hash);
    work.destroy();
    return hash;
}

/** HMAC-SHA-256 (RFC 2104). */
export function hmacSha256(key: Uint8Array, data: Uint8Array): Bytes {
    const mac = new Uint8Array(hashBytes);
    block.fill(0);
    block.set(key.length > blockBytes ? sha256(key) : key);
    startPadded(innerPad);
    work.update(data).digestInto(mac);
    startPadded(innerToOuterPad);
    work.update(mac).digestInto(mac);
    work.destroy();
    wipe(block);
    return mac;
}

// Word by word: the pads are the same in every byte.
function startPadded(pad: number): void {
    for (let i = 0; i < blockWords.length; i++) blockWords[i] = (blockWords[i] as number) ^ pad;
    fresh._cloneInto(work);
    work.update(block);
}
