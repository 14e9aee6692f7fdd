import { multiply, power } from './galois.ts';
import { characters, correctionBytes, dataBytes, dataPath, patterns } from './qrLayout.ts';

/** Level L and mask 0, which any reader takes. */
const format = 0x77c4;

/**
 * The rows of the QR code of a text, dark modules true. What people scan always has 69 characters of the alphanumeric set: a general
 * encoder would weigh five times as much.
 * @throws RangeError for characters or a length that this code does not hold.
 */
export function qrMatrix(text: string): readonly (readonly boolean[])[] {
    const modules = patterns(format);
    const bytes = bytesOf(text);
    const bits = [...bytes, ...correctionOf(bytes)].flatMap((byte) => bitsOf(byte, 8));
    for (const [at, [x, y]] of dataPath(modules).entries()) {
        // What is left over after the last byte is light before the mask.
        (modules[y] as boolean[])[x] = (bits[at] === 1) !== ((x + y) % 2 === 0);
    }
    return modules as boolean[][];
}

function bitsOf(value: number, length: number): readonly number[] {
    return Array.from({ length }, (_, bit) => (value >> (length - 1 - bit)) & 1);
}

/** Mode, length and pairs of characters, padded. */
function bytesOf(text: string): readonly number[] {
    const values = [...text].map((one) => characters.indexOf(one));
    const bits = [...bitsOf(0b0010, 4), ...bitsOf(text.length, 9)];
    for (let at = 0; at < values.length; at += 2) {
        const [one, other] = [values[at] as number, values[at + 1]];
        bits.push(...(other === undefined ? bitsOf(one, 6) : bitsOf(one * 45 + other, 11)));
    }
    if (values.includes(-1) || bits.length > 8 * dataBytes - 4) {
        throw new RangeError('no text for this code');
    }
    bits.push(0, 0, 0, 0);
    const bytes: number[] = [];
    for (let at = 0; at < bits.length; at += 8) {
        bytes.push(Array.from({ length: 8 }, (_, bit) => bits[at + bit] ?? 0).reduce((sum, bit) => sum * 2 + bit, 0));
    }
    for (let pad = 0xec; bytes.length < dataBytes; pad ^= 0xec ^ 0x11) {
        bytes.push(pad);
    }
    return bytes;
}

/** The rest of the data as a polynomial divided by the product of (x - 2^i). */
function correctionOf(data: readonly number[]): readonly number[] {
    let divisor = [1];
    for (let at = 0; at < correctionBytes; at++) {
        const root = power(at);
        divisor = [...divisor, 0].map((one, place) => one ^ multiply(divisor[place - 1] ?? 0, root));
    }
    const rest = [...data, ...new Array<number>(correctionBytes).fill(0)];
    for (const at of data.keys()) {
        const factor = rest[at] as number;
        divisor.forEach((one, place) => ((rest[at + place] as number) ^= multiply(one, factor)));
    }
    return rest.slice(data.length);
}
