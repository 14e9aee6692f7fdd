import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { concat, copyOf, equalBytes, fromHex, toHex } from '../../bytes.ts';
import { isLowOrderEd25519 } from './lowOrder.ts';

// Libraries differ in what they take for a signature (RFC 8032 §5.1.7 allows the equation with and without the cofactor), and a member
// could sign so that honest devices disagree. These are libsodium's rules, on which the C# engine rests.

const ed25519KeyBytes = 32;
export const ed25519SignatureBytes = 64;

/** The group order L (RFC 8032 §5.1), big-endian. */
const order = fromHex('1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed');

/** The field prime 2^255 - 19, big-endian. */
const prime = fromHex('7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed');

/** Lengths, S below L, key and R in canonical form and not of small order: what is settled before a library sees them. */
export function isWellFormedEd25519(publicKey: Uint8Array, signature: Uint8Array): boolean {
    if (publicKey.length !== ed25519KeyBytes || signature.length !== ed25519SignatureBytes) return false;
    const s = copyOf(signature.subarray(ed25519KeyBytes)).reverse();
    return isUsablePoint(publicKey) && isUsablePoint(signature.subarray(0, ed25519KeyBytes)) && isBelow(s, order);
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

function isUsablePoint(point: Uint8Array): boolean {
    const y = copyOf(point);
    y[31] = (y[31] as number) & 0x7f;
    return !isLowOrderEd25519(point) && isBelow(y.reverse(), prime);
}

function isBelow(bigEndian: Uint8Array, bound: Uint8Array): boolean {
    for (let i = 0; i < bound.length; i++) {
        const difference = (bigEndian[i] as number) - (bound[i] as number);
        if (difference !== 0) return difference < 0;
    }
    return false;
}
