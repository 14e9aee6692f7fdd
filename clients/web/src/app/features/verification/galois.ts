/** GF(2^8) modulo x^8 + x^4 + x^3 + x^2 + 1, in which QR codes correct errors; addition is `^`. */
const powers = new Uint8Array(510);
const logs = new Uint8Array(256);
for (let power = 0, value = 1; power < 255; power++) {
    powers[power] = value;
    powers[power + 255] = value;
    logs[value] = power;
    value = (value << 1) ^ (value > 127 ? 0x11d : 0);
}

/** 2 to a power, which may be negative. */
export const power = (exponent: number): number => powers[((exponent % 255) + 255) % 255] as number;

export const multiply = (one: number, other: number): number =>
    one === 0 || other === 0 ? 0 : (powers[(logs[one] as number) + (logs[other] as number)] as number);

/** @throws RangeError for a division by zero. */
export function divide(one: number, other: number): number {
    if (other === 0) {
        throw new RangeError('division by zero');
    }
    return one === 0 ? 0 : (powers[(logs[one] as number) + 255 - (logs[other] as number)] as number);
}

/** The value of a polynomial, its constant term first. */
export const valueAt = (polynomial: readonly number[], at: number): number =>
    polynomial.reduceRight((sum, coefficient) => multiply(sum, at) ^ coefficient, 0);
