// The compression function of SHA-256 (FIPS 180-4 §6.2.2). Words stay signed 32-bit integers, with which engines compute fastest.

export const blockBytes = 64;

/** H(0) (§5.3.3). */
export const initialState = Int32Array.of(0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19);

// K (§4.2.2).
const constants = Int32Array.from([
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
    0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
    0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
    0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
    0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
    0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]);
const rounds = constants.length;

// W of one block after the other; secrets are in it until `forgetBlock`.
const schedule = new Int32Array(rounds);

/** Hashes the block at a place of the bytes into the state. */
export function hashBlock(state: Int32Array, bytes: Uint8Array, at: number): void {
    for (let t = 0; t < 16; t++) schedule[t] = wordAt(bytes, at + 4 * t);
    for (let t = 16; t < rounds; t++) {
        const far = schedule[t - 15] as number;
        const near = schedule[t - 2] as number;
        const mixed = (rotated(far, 7) ^ rotated(far, 18) ^ (far >>> 3)) + (rotated(near, 17) ^ rotated(near, 19) ^ (near >>> 10));
        schedule[t] = (mixed + (schedule[t - 7] as number) + (schedule[t - 16] as number)) | 0;
    }
    let a = state[0] as number;
    let b = state[1] as number;
    let c = state[2] as number;
    let d = state[3] as number;
    let e = state[4] as number;
    let f = state[5] as number;
    let g = state[6] as number;
    let h = state[7] as number;
    for (let t = 0; t < rounds; t++) {
        const chosen = (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) + ((e & f) ^ (~e & g));
        const major = (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        const next = (h + chosen + (constants[t] as number) + (schedule[t] as number)) | 0;
        h = g;
        g = f;
        f = e;
        e = (d + next) | 0;
        d = c;
        c = b;
        b = a;
        a = (next + major) | 0;
    }
    add(state, 0, a);
    add(state, 1, b);
    add(state, 2, c);
    add(state, 3, d);
    add(state, 4, e);
    add(state, 5, f);
    add(state, 6, g);
    add(state, 7, h);
}

/** Zeroes what the last block left. */
export function forgetBlock(): void {
    schedule.fill(0);
}

function wordAt(bytes: Uint8Array, at: number): number {
    return ((bytes[at] as number) << 24) | ((bytes[at + 1] as number) << 16) | ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number);
}

function rotated(word: number, bits: number): number {
    return (word >>> bits) | (word << (32 - bits));
}

function add(state: Int32Array, place: number, word: number): void {
    state[place] = (state[place] as number) + word;
}
