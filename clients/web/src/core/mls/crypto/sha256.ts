import { type Bytes } from '../../bytes.ts';
import { blockBytes, forgetBlock, hashBlock, initialState } from './sha256Block.ts';

// SHA-256 (FIPS 180-4) and HMAC (RFC 2104) without a promise. WebCrypto's cost as much for a block as for many and answer later, and
// MLS hashes little things often. Nothing here waits, so no two calls meet in these; what a call left in them is zeroed at its end.
const hashBytes = 32;
const state = new Int32Array(hashBytes / 4);
const block = new Uint8Array(blockBytes);
const blockView = new DataView(block.buffer);
const inner = new Int32Array(state.length);
const outer = new Int32Array(state.length);
let length = 0;

const innerPad = 0x36;
const outerPad = 0x5c;
const lengthAt = blockBytes - 8;
const nothing = new Uint8Array(0);

// No secret, and HPKE extracts under it again and again.
const [innerWithoutKey, outerWithoutKey] = [new Int32Array(state.length), new Int32Array(state.length)];
startUnder(nothing, innerWithoutKey, outerWithoutKey);

/** SHA-256. */
export function sha256(data: Uint8Array): Bytes {
    const hash = new Uint8Array(hashBytes);
    start(initialState, 0);
    update(data);
    finish(hash);
    forget();
    return hash;
}

/** HMAC-SHA-256 (RFC 2104). */
export function hmacSha256(key: Uint8Array, data: Uint8Array): Bytes {
    return hmacSha256Each(key, [data], nothing)[0] as Bytes;
}

/** HMAC-SHA-256 of several messages with the same end under one key, which is hashed once. */
export function hmacSha256Each(key: Uint8Array, messages: readonly Uint8Array[], end: Uint8Array): Bytes[] {
    if (key.length === 0) return macs(innerWithoutKey, outerWithoutKey, messages, end);
    startUnder(key, inner, outer);
    const made = macs(inner, outer, messages, end);
    inner.fill(0);
    outer.fill(0);
    return made;
}

function macs(inside: Int32Array, outside: Int32Array, messages: readonly Uint8Array[], end: Uint8Array): Bytes[] {
    const made = messages.map((data) => {
        const mac = new Uint8Array(hashBytes);
        start(inside, blockBytes);
        update(data);
        update(end);
        finish(mac);
        start(outside, blockBytes);
        update(mac);
        finish(mac);
        return mac;
    });
    forget();
    return made;
}

function startUnder(key: Uint8Array, inside: Int32Array, outside: Int32Array): void {
    const short = key.length > blockBytes ? sha256(key) : key;
    startPadded(short, innerPad, inside);
    startPadded(short, outerPad, outside);
    block.fill(0);
}

function startPadded(key: Uint8Array, pad: number, into: Int32Array): void {
    block.fill(pad);
    for (let i = 0; i < key.length; i++) block[i] = (key[i] as number) ^ pad;
    into.set(initialState);
    hashBlock(into, blockView, 0);
}

/** Goes on after `hashed` bytes, whole blocks, which gave a state. */
function start(from: Int32Array, hashed: number): void {
    state.set(from);
    length = hashed;
}

function update(data: Uint8Array): void {
    let at = 0;
    let filled = length % blockBytes;
    length += data.length;
    const view = data.length >= blockBytes ? new DataView(data.buffer, data.byteOffset, data.length) : blockView;
    while (at < data.length) {
        if (filled === 0 && data.length - at >= blockBytes) {
            hashBlock(state, view, at);
            at += blockBytes;
            continue;
        }
        block[filled++] = data[at++] as number;
        if (filled < blockBytes) continue;
        hashBlock(state, blockView, 0);
        filled = 0;
    }
}

/** Pads (§5.1.1) and writes the hash. */
function finish(hash: Bytes): void {
    let filled = length % blockBytes;
    block[filled++] = 0x80;
    if (filled > lengthAt) {
        block.fill(0, filled);
        hashBlock(state, blockView, 0);
        filled = 0;
    }
    block.fill(0, filled);
    // Bits of a length below 2^53; shifts know 32 bits only.
    for (let i = 0, bits = length * 8; bits > 0; i++, bits = Math.floor(bits / 256)) block[blockBytes - 1 - i] = bits % 256;
    hashBlock(state, blockView, 0);
    for (let i = 0; i < hashBytes; i++) hash[i] = (state[i >> 2] as number) >>> (24 - 8 * (i & 3));
}

function forget(): void {
    state.fill(0);
    block.fill(0);
    forgetBlock();
}
