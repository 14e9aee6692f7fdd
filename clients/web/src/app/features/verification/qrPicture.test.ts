import encodeQR from 'qr';
import { expect, test } from 'vitest';
import { qrMatrix } from './qrMatrix.ts';
import { readQr, type Picture } from './qrPicture.ts';

const text = `SDV1:${'0F1E2D3C4B5A6978'.repeat(4)}`;
type Matrix = readonly (readonly boolean[])[];

/** By another program, with each of the masks. */
const encoded = (words: string, mask: number, version = 3): Matrix =>
    encodeQR(words, 'raw', { ecc: 'low', version, mask, border: 1 })
        .slice(1, -1)
        .map((row) => row.slice(1, -1));

/** How a code stands before a camera: turned by `turn`, tilted by `tilt`, in light that falls from one side. */
function seen(matrix: Matrix, { turn = 0, tilt = 0, light = 0, size = 200 } = {}): Picture {
    const [width, height] = [400, 320];
    const data = new Uint8ClampedArray(width * height * 4);
    for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
            const [across, down] = [x - width / 2, y - height / 2];
            const depth = (1 + tilt * across) * (size / matrix.length);
            const column = (Math.cos(turn) * across + Math.sin(turn) * down) / depth + matrix.length / 2;
            const row = (Math.cos(turn) * down - Math.sin(turn) * across) / depth + matrix.length / 2;
            const isPaper = Math.min(column, row) > -4 && Math.max(column, row) < matrix.length + 4;
            const dark = matrix[Math.floor(row)]?.[Math.floor(column)] === true;
            data.fill((isPaper ? (dark ? 40 : 210) : 120) + light * (x / width - 0.5), 4 * (y * width + x), 4 * (y * width + x) + 3);
        }
    }
    return { width, height, data };
}

test('every mask that others draw is read, and what this page draws', () => {
    for (let mask = 0; mask < 8; mask++) {
        expect(readQr(seen(encoded(text, mask)))).toBe(text);
    }
    expect(readQr(seen(qrMatrix(text)))).toBe(text);
    expect(readQr(seen(encoded('SDV1:7', 2)))).toBe('SDV1:7');
});

test('turned, tilted and unevenly lit it is read', () => {
    for (const turn of [0.4, 1.6, 3, 4.5]) {
        expect(readQr(seen(encoded(text, 5), { turn, light: 80 })), `${turn}`).toBe(text);
    }
    for (const tilt of [0.0008, -0.0008]) {
        expect(readQr(seen(encoded(text, 1), { tilt, turn: 0.2 })), `${tilt}`).toBe(text);
    }
    expect(readQr(seen(encoded(text, 3), { size: 110 }))).toBe(text);
});

test('wrong bytes are set right; too many are no text, and never another one', () => {
    const read = (places: number): string | undefined => {
        const matrix = encoded(text, 0).map((row) => [...row]);
        // The lowest right corner holds the first bytes, two columns of four modules each.
        for (let at = 0; at < places; at++) {
            const row = matrix[28 - 4 * at] as boolean[];
            row[28] = row[28] !== true;
        }
        return readQr(seen(matrix));
    };
    expect(read(5)).toBe(text);
    const blotted = encoded(text, 0).map((row, y) => row.map((dark, x) => (x > 10 && y > 9 && y < 20 ? !dark : dark)));
    expect(readQr(seen(blotted))).toBeUndefined();
});

test('where there is no such code nothing is read', () => {
    const random = (matrix: Matrix): Matrix => matrix.map((row, y) => row.map((_, x) => (x * 7 + y * 13 + x * y) % 3 === 0));
    expect(readQr(seen([[false]]))).toBeUndefined();
    expect(readQr(seen(random(encoded(text, 0))))).toBeUndefined();
    expect(readQr(seen(encoded(text, 0, 5)))).toBeUndefined();
    expect(readQr({ width: 0, height: 0, data: new Uint8Array() })).toBeUndefined();
});
