import { sha256 as noble } from '@noble/hashes/sha2.js';
import { type Bytes, wipe } from '../../bytes.ts';

// Making one of noble's hash objects costs more than hashing a block, and MLS hashes little things often: these are used again and
// again. Nothing here waits, so no two calls meet in them; whatever a call left in them is zeroed at its end.
const fresh = noble.create();
const work = noble.create();
const keyed = { inner: noble.create(), outer: noble.create() };
const blockBytes = 64;
const hashBytes = 32;
const block = new Uint8Array(blockBytes);
const blockWords = new Uint32Array(block.buffer);
const innerPad = 0x36363636;
const innerToOuterPad = 0x36363636 ^ 0x5c5c5c5c;

type Keyed = typeof keyed;

const nothing = new Uint8Array(0);

// No secret, and HPKE extracts under it again and again.
const withoutKey: Keyed = { inner: noble.create(), outer: noble.create() };
startUnder(nothing, withoutKey);

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
    return hmacSha256Each(key, [data], nothing)[0] as Bytes;
}

/** HMAC-SHA-256 of several messages with the same end under one key, which is hashed once. */
export function hmacSha256Each(key: Uint8Array, messages: readonly Uint8Array[], end: Uint8Array): Bytes[] {
    if (key.length === 0) return macs(withoutKey, messages, end);
    startUnder(key, keyed);
    const made = macs(keyed, messages, end);
    keyed.inner.destroy();
    keyed.outer.destroy();
    return made;
}

function macs({ inner, outer }: Keyed, messages: readonly Uint8Array[], end: Uint8Array): Bytes[] {
    const made = messages.map((data) => {
        const mac = new Uint8Array(hashBytes);
        inner._cloneInto(work);
        work.update(data).update(end).digestInto(mac);
        outer._cloneInto(work);
        work.update(mac).digestInto(mac);
        return mac;
    });
    work.destroy();
    return made;
}

function startUnder(key: Uint8Array, { inner, outer }: Keyed): void {
    block.fill(0);
    block.set(key.length > blockBytes ? sha256(key) : key);
    startPadded(inner, innerPad);
    startPadded(outer, innerToOuterPad);
    wipe(block);
}

// Word by word: the pads are the same in every byte.
function startPadded(hash: typeof work, pad: number): void {
    for (let i = 0; i < blockWords.length; i++) blockWords[i] = (blockWords[i] as number) ^ pad;
    fresh._cloneInto(hash);
    hash.update(block);
}
