import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { concat, copyOf, equalBytes, fromHex, toHex, wipe, type Bytes } from '../bytes.ts';

export const signatureBytes = 64;

const publicKeyBytes = 32;
const seedBytes = 32;
const algorithm = { name: 'Ed25519' };

/** RFC 8410 §7: what stands before the seed in a PKCS #8 key. */
const pkcs8Head = fromHex('302e020100300506032b657004220420');

/** The group order L (RFC 8032 §5.1), big-endian. */
const order = fromHex('1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed');

/** The field prime 2^255 - 19, big-endian. */
const prime = fromHex('7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed');

/** The y coordinates of the eight points of small order, little-endian. */
const smallOrder = [
    '0000000000000000000000000000000000000000000000000000000000000000',
    '0100000000000000000000000000000000000000000000000000000000000000',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
].map(fromHex);

let native: Promise<boolean> | undefined;

/** The public key of a 32-byte seed. */
export function ed25519PublicKey(seed: Uint8Array): Promise<Bytes> {
    requireSeed(seed);
    return Promise.resolve(copyOf(ed25519.getPublicKey(seed)));
}

/** Signs with a 32-byte seed; by WebCrypto where it knows the algorithm. */
export async function signEd25519(seed: Uint8Array, message: Uint8Array): Promise<Bytes> {
    requireSeed(seed);
    if (!(await isNative())) return copyOf(ed25519.sign(message, seed));
    const pkcs8 = concat(pkcs8Head, seed);
    try {
        const key = await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
        return new Uint8Array(await crypto.subtle.sign(algorithm, key, copyOf(message)));
    } finally {
        wipe(pkcs8);
    }
}

/**
 * Whether a signature over a message is the key's, by libsodium's rules: S below L, no point of small order, the key in canonical form,
 * and the equation without the cofactor (RFC 8032 §5.1.7 allows both). Engines and noble differ in these, and a member could sign so
 * that honest devices disagree.
 */
export async function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
    if (publicKey.length !== publicKeyBytes || signature.length !== signatureBytes) return false;
    const [r, s] = [signature.subarray(0, 32), signature.subarray(32)];
    if (!isUsablePoint(publicKey) || !isUsablePoint(r) || !isBelow(copyOf(s).reverse(), order)) return false;
    return (await isNative()) ? verifyNative(publicKey, message, signature) : verifyPortable(publicKey, message, signature);
}

async function verifyNative(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
    try {
        const key = await crypto.subtle.importKey('raw', copyOf(publicKey), algorithm, false, ['verify']);
        return await crypto.subtle.verify(algorithm, key, copyOf(signature), copyOf(message));
    } catch {
        // Tested: some engines throw for bytes that are no point, which is no more than a signature that does not hold.
        return false;
    }
}

/** Compares the bytes of R with those of SB - hA: noble's own check multiplies by the cofactor. */
function verifyPortable(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
    const r = signature.subarray(0, 32);
    const hash = scalarOf(sha512(concat(r, publicKey, message)));
    try {
        const key = ed25519.Point.fromBytes(publicKey);
        const base = ed25519.Point.BASE.multiplyUnsafe(scalarOf(signature.subarray(32)));
        return equalBytes(base.subtract(key.multiplyUnsafe(hash)).toBytes(), r);
    } catch {
        // Tested: bytes that are no point.
        return false;
    }
}

/** A little-endian number modulo L. */
function scalarOf(bytes: Uint8Array): bigint {
    return BigInt(`0x${toHex(copyOf(bytes).reverse())}`) % ed25519.Point.Fn.ORDER;
}

/** RFC 8410 §10.3: an engine that reads this key knows the algorithm. */
function isNative(): Promise<boolean> {
    const probe = concat(pkcs8Head, new Uint8Array(seedBytes).fill(1));
    native ??= crypto.subtle.importKey('pkcs8', probe, algorithm, false, ['sign']).then(
        () => true,
        () => false,
    );
    return native;
}

function isUsablePoint(point: Uint8Array): boolean {
    const y = copyOf(point);
    y[31] = (y[31] as number) & 0x7f;
    const isSmall = smallOrder.some((small) => equalBytes(small, y));
    return !isSmall && isBelow(y.reverse(), prime);
}

function isBelow(bigEndian: Uint8Array, bound: Uint8Array): boolean {
    for (let i = 0; i < bound.length; i++) {
        const difference = (bigEndian[i] as number) - (bound[i] as number);
        if (difference !== 0) return difference < 0;
    }
    return false;
}

function requireSeed(seed: Uint8Array): void {
    if (seed.length !== seedBytes) throw new RangeError('a seed has 32 bytes');
}
