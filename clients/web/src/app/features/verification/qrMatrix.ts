/**
 * The QR code (ISO/IEC 18004) of what people scan from each other's screens: always 69 characters of the alphanumeric set, so always
 * version 3 with error correction L, one block, and mask 0, which any reader takes. A general encoder would weigh five times as much.
 */
const side = 29;
const dataBytes = 55;
const correctionBytes = 15;
const characters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
/** Level L and mask 0 with their error correction, ISO/IEC 18004 table C.1. */
const format = 0x77c4;

/** Rows of modules, dark ones true. @throws RangeError for characters or a length that this code does not hold. */
export function qrMatrix(text: string): readonly (readonly boolean[])[] {
    const matrix = Array.from({ length: side }, () => new Array<boolean | undefined>(side).fill(undefined));
    drawPatterns(matrix);
    const bytes = bytesOf(text);
    const bits = [...bytes, ...correctionOf(bytes)].flatMap((byte) => bitsOf(byte, 8));
    let at = 0;
    for (const [x, y] of path()) {
        const row = matrix[y] as (boolean | undefined)[];
        if (row[x] === undefined) {
            // What is left over after the last byte is light before the mask.
            row[x] = (bits[at++] === 1) !== ((x + y) % 2 === 0);
        }
    }
    return matrix as boolean[][];
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
    const bytes = Array.from({ length: Math.ceil(bits.length / 8) }, (_, at) =>
        bitsOfByte(bits, at).reduce((sum, bit) => sum * 2 + bit, 0),
    );
    for (let pad = 0xec; bytes.length < dataBytes; pad ^= 0xec ^ 0x11) {
        bytes.push(pad);
    }
    return bytes;
}

const bitsOfByte = (bits: readonly number[], at: number) => Array.from({ length: 8 }, (_, bit) => bits[8 * at + bit] ?? 0);

/** Reed-Solomon over GF(2^8) modulo x^8 + x^4 + x^3 + x^2 + 1. */
function correctionOf(data: readonly number[]): readonly number[] {
    let divisor = [1];
    for (let power = 0, root = 1; power < correctionBytes; power++, root = multiply(root, 2)) {
        divisor = [...divisor, 0].map((one, at) => one ^ multiply(divisor[at - 1] ?? 0, root));
    }
    const rest = [...data, ...new Array<number>(correctionBytes).fill(0)];
    data.forEach((_, at) => {
        const factor = rest[at] as number;
        divisor.forEach((one, place) => ((rest[at + place] as number) ^= multiply(one, factor)));
    });
    return rest.slice(data.length);
}

function multiply(one: number, other: number): number {
    let product = 0;
    for (let bit = 7; bit >= 0; bit--) {
        product = (product << 1) ^ (product >> 7 === 1 ? 0x11d : 0) ^ ((other >> bit) & 1 ? one : 0);
    }
    return product;
}

function drawPatterns(matrix: (boolean | undefined)[][]): void {
    const set = (x: number, y: number, dark: boolean) => {
        const row = matrix[y];
        if (row !== undefined && x >= 0 && x < side) {
            row[x] = dark;
        }
    };
    const square = (centreX: number, centreY: number, reach: number, isDark: (distance: number) => boolean) => {
        for (let dy = -reach; dy <= reach; dy++) {
            for (let dx = -reach; dx <= reach; dx++) {
                set(centreX + dx, centreY + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
            }
        }
    };
    for (let at = 8; at < side - 8; at++) {
        set(at, 6, at % 2 === 0);
        set(6, at, at % 2 === 0);
    }
    for (const [x, y] of [
        [3, 3],
        [side - 4, 3],
        [3, side - 4],
    ] as const) {
        square(x, y, 4, (distance) => distance !== 2 && distance !== 4);
    }
    square(side - 7, side - 7, 2, (distance) => distance !== 1);
    const bit = (at: number) => ((format >> at) & 1) === 1;
    for (let at = 0; at < 15; at++) {
        // Once around the first corner, once along the two others, past the timing patterns.
        const [x, y] = at < 8 ? [8, at < 6 ? at : at + 1] : [at === 8 ? 7 : 14 - at, 8];
        set(x, y, bit(at));
        const [otherX, otherY] = at < 8 ? [side - 1 - at, 8] : [8, side - 15 + at];
        set(otherX, otherY, bit(at));
    }
    set(8, side - 8, true);
}

/** Two columns at a time from the right, up and down in turn, past the timing pattern. */
function* path(): Generator<readonly [x: number, y: number]> {
    for (let right = side - 1, isUp = true; right > 0; right -= 2, isUp = !isUp) {
        right -= right === 6 ? 1 : 0;
        for (let step = 0; step < side; step++) {
            const y = isUp ? side - 1 - step : step;
            yield [right, y];
            yield [right - 1, y];
        }
    }
}
