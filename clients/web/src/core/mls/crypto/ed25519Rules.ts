import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { concat, copyOf, equalBytes, fromHex, toHex } from '../../bytes.ts';
import { isLowOrderEd25519 } from './lowOrder.ts';

// Libraries differ in what they take for a signature (RFC 8032 §5.1.7 allows the equation with and without the cofactor), and a member
// could sign so that honest devices disagree. These are libsodium's rules, on which the C# engine rests.

const ed25519KeyBytes = 32;
export const ed25519SignatureBytes = 64;

/** The group order L (RFC 8032 §5.1), little-endian. */
const order = fromHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010');

/** The field prime 2^255 - 19, little-endian. */
const prime = fromHex('edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f');

/** Lengths, S below L, key and R in canonical form and not of small order: what is settled before a library sees them. */
export function isWellFormedEd25519(publicKey: Uint8Array, signature: Uint8Array): boolean {
    if (publicKey.length !== ed25519KeyBytes || signature.length !== ed25519SignatureBytes) return false;
    const [r, s] = [signature.subarray(0, ed25519KeyBytes), signature.subarray(ed25519KeyBytes)];
    return isUsablePoint(publicKey) && isUsablePoint(r) && isBelow(s, order, 0xff);
}

/** Compares the bytes of R with those of SB - hA: noble's own check multiplies by the cofactor. */
export function holdsWithoutCofactor(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
    const r = signature.subarray(0, ed25519KeyBytes);
    const hash = scalarOf(sha512(concat(r, publicKey, message)));
    try {
        const key = ed25519.Point.fromBytes(publicKey);
        const base = ed25519.Point.BASE.multiplyUnsafe(scalarOf(signature.subarray(ed25519KeyBytes)));
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

// The highest bit is the sign of x and no part of y.
function isUsablePoint(point: Uint8Array): boolean {
    return !isLowOrderEd25519(point) && isBelow(point, prime, 0x7f);
}

/** Compares little-endian numbers, of the first only those bits of its highest byte that count. */
function isBelow(number: Uint8Array, bound: Uint8Array, highestBits: number): boolean {
    for (let i = bound.length - 1; i >= 0; i--) {
        const byte = number[i] as number;
        const difference = (i === bound.length - 1 ? byte & highestBits : byte) - (bound[i] as number);
        if (difference !== 0) return difference < 0;
    }
    return false;
}
