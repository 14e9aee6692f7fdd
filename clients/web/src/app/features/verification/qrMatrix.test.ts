import { decodeQR } from 'qr/decode.js';
import { expect, test } from 'vitest';
import { qrMatrix } from './qrMatrix.ts';

const digits = '0123456789ABCDEF';

/** A picture of it as a camera would see it: four dots a module, and the light margin. */
function pictured(text: string) {
    const matrix = qrMatrix(text);
    const size = (matrix.length + 8) * 4;
    const data = new Uint8Array(size * size * 4).fill(255);
    for (let y = 0; y < size; y++) {
        for (let x = 0; x < size; x++) {
            if (matrix[Math.floor(y / 4) - 4]?.[Math.floor(x / 4) - 4] === true) {
                data.fill(0, (y * size + x) * 4, (y * size + x) * 4 + 3);
            }
        }
    }
    return { width: size, height: size, data };
}

test('what is shown is what any reader of such codes reads', () => {
    for (let round = 0; round < 40; round++) {
        const random = crypto.getRandomValues(new Uint8Array(64));
        const text = `SDV1:${[...random].map((one) => digits[one % 16]).join('')}`;
        expect(decodeQR(pictured(text))).toBe(text);
    }
    expect(decodeQR(pictured('SDV1:1'))).toBe('SDV1:1');
});

test('a code that is damaged in places is still read', () => {
    const text = `SDV1:${'0F'.repeat(32)}`;
    const picture = pictured(text);
    picture.data.fill(0, (60 * picture.width + 60) * 4, (60 * picture.width + 64) * 4);
    expect(decodeQR(picture)).toBe(text);
});

test('what does not fit is refused', () => {
    expect(() => qrMatrix('sdv1')).toThrow(RangeError);
    expect(() => qrMatrix('0'.repeat(77))).toThrow(RangeError);
    expect(qrMatrix('0'.repeat(76))).toHaveLength(29);
});
