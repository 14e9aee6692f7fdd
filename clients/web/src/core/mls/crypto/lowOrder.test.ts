import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import { expect, test } from 'vitest';
import { concat, fromHex } from '../../bytes.ts';
import { isLowOrderEd25519, isLowOrderX25519 } from './lowOrder.ts';

const privateKey = new Uint8Array(32).fill(1);

test('a point of Ed25519 is of low order exactly if eight times it is the neutral one', () => {
    const order8 = ed25519.Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a');
    for (let i = 1; i <= 8; i++) expect(isLowOrderEd25519(order8.multiplyUnsafe(BigInt(i % 8)).toBytes())).toBe(true);
    expect(isLowOrderEd25519(ed25519.Point.BASE.toBytes())).toBe(false);
    expect(isLowOrderEd25519(ed25519.getPublicKey(privateKey))).toBe(false);
});

test('a key of X25519 is of low order exactly if it gives no secret', () => {
    const small = [0, 1, 0xec, 0xed, 0xee].map((first) => {
        const rest = first < 2 ? new Uint8Array(31) : concat(new Uint8Array(30).fill(0xff), Uint8Array.of(0x7f));
        return concat(Uint8Array.of(first), rest);
    });
    const order8 = [
        'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
        '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
    ].map(fromHex);
    for (const key of [...small, ...order8]) {
        const masked = concat(key);
        masked[31] = masked[31]! | 0x80;
        expect(isLowOrderX25519(key)).toBe(true);
        expect(isLowOrderX25519(masked)).toBe(true);
        expect(() => x25519.getSharedSecret(privateKey, key)).toThrow();
    }
    for (const first of [2, 3, 0xeb, 0xef]) {
        const key = concat(Uint8Array.of(first), small[2]!.subarray(1));
        expect(isLowOrderX25519(key)).toBe(false);
        expect(x25519.getSharedSecret(privateKey, key)).toHaveLength(32);
    }
});
