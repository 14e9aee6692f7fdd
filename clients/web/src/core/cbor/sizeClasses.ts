import { isZero, type Bytes } from '../bytes.ts';
import { MalformedObjectException, requireRule } from './malformedObjectException.ts';
import { ObjectLimits } from './objectLimits.ts';

const smallest = 256;
const step = 64 * 1024;
const lengthBytes = 4;

/** The most bytes that can be padded. */
export const maxPaddedContent = ObjectLimits.maxObjectBytes;

/**
 * The size of the class that bytes of a length fall into, their length field included: 256 bytes doubling up to 64 KiB, then multiples
 * of 64 KiB, so that a length tells little.
 * @throws RangeError when longer than `maxPaddedContent`.
 */
export function sizeClassOf(length: number): number {
    if (length > maxPaddedContent) throw new RangeError('too long to pad');
    let size = smallest;
    while (size < length + lengthBytes) size += Math.min(size, step);
    return size;
}

/** Pads to the class of the length: `u32 length || bytes || zeros`. */
export function pad(bytes: Uint8Array): Bytes {
    const padded = new Uint8Array(sizeClassOf(bytes.length));
    new DataView(padded.buffer).setUint32(0, bytes.length);
    padded.set(bytes, lengthBytes);
    return padded;
}

/** Takes the padding off. @throws MalformedObjectException when it is not the class of the length inside, or not zeros. */
export function unpad(padded: Uint8Array): Bytes {
    requireRule(padded.length >= smallest, 'shorter than the smallest size class');
    const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
    const fits = length <= maxPaddedContent && sizeClassOf(length) === padded.length;
    if (!fits || !isZero(padded.subarray(lengthBytes + length))) throw new MalformedObjectException('not padded to its size class');
    return new Uint8Array(padded.subarray(lengthBytes, lengthBytes + length));
}
