import { sha256 as noble } from '@noble/hashes/sha2.js';
import { type Bytes, wipe } from '../../bytes.ts';

// Making one of noble's hash objects costs more than hashing a block, and MLS hashes little things often: these are used again and
// again. Nothing here waits, so no two calls meet in them; whatever a call left in them is zeroed at its end.
const fresh = noble.create();
const work = noble.create();
const blockBytes = 64;
const hashBytes = 32;
const block = new Uint8Array(blockBytes);
const innerPad = 0x36;
const outerPad = 0x5c;

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
    startWith(key, innerPad);
    work.update(data).digestInto(mac);
    startWith(key, outerPad);
    work.update(mac).digestInto(mac);
    work.destroy();
    wipe(block);
    return mac;
}

function startWith(key: Uint8Array, pad: number): void {
    block.fill(0);
    block.set(key.length > blockBytes ? sha256(key) : key);
    for (let i = 0; i < blockBytes; i++) block[i] = (block[i] as number) ^ pad;
    fresh._cloneInto(work);
    work.update(block);
}
