import { p256 } from '@noble/curves/nist.js';
import type { Bytes } from '../../bytes.ts';

/** Bytes of a coordinate and of a private key of P-256. */
export const p256FieldBytes = 32;

/** Whether bytes are a scalar from 1 to the order less 1, in field size. */
export function isP256Scalar(bytes: Uint8Array): boolean {
    return p256.utils.isValidSecretKey(bytes);
}

/** A key of field size; files and other implementations leave leading zeros out. Throws a RangeError when it is no scalar. */
export function p256Scalar(privateKey: Uint8Array): Bytes {
    if (privateKey.length > p256FieldBytes) throw new RangeError("the private key is longer than the curve's field");
    const scalar = new Uint8Array(p256FieldBytes);
    scalar.set(privateKey, p256FieldBytes - privateKey.length);
    if (!isP256Scalar(scalar)) throw new RangeError('the private key is no scalar of the curve');
    return scalar;
}
