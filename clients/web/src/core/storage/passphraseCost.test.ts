import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toHex } from '../bytes.ts';
import { calibratedCost, keyFromPassphrase } from './passphrase.ts';
import { calibrated, floorCost, isBounded } from './passphraseCost.ts';

const quiet = () => undefined;

describe('the cost of a passphrase', () => {
    test('is never under the floor nor over the bounds, whatever was measured', () => {
        fc.assert(
            fc.property(fc.double({ min: 0, max: 1e7, noNaN: true }), (measured) => {
                const cost = calibrated(measured, 1000);
                expect(cost.memory).toBeGreaterThanOrEqual(19 * 1024);
                expect(cost.passes).toBeGreaterThanOrEqual(2);
                expect(cost.memory).toBeLessThanOrEqual(64 * 1024);
                expect(cost.passes).toBeLessThanOrEqual(8);
                expect(isBounded(cost)).toBe(true);
            }),
        );
    });

    test('grows with the device up to about the time wanted', () => {
        expect(calibrated(1500, 1000)).toEqual(floorCost);
        expect(calibrated(785, 1000)).toEqual({ memory: 24 * 1024, passes: 2 });
        expect(calibrated(236, 1000)).toEqual({ memory: 64 * 1024, passes: 2 });
        expect(calibrated(45, 1000)).toEqual({ memory: 64 * 1024, passes: 8 });
    });

    test('of a store that is opened has bounds', () => {
        expect(isBounded({ memory: 256 * 1024, passes: 16 })).toBe(true);
        expect(isBounded({ memory: 256 * 1024 + 1, passes: 1 })).toBe(false);
        expect(isBounded({ memory: 8, passes: 17 })).toBe(false);
        expect(isBounded({ memory: 7, passes: 1 })).toBe(false);
        expect(isBounded({ memory: 8.5, passes: 1 })).toBe(false);
        expect(isBounded({ memory: 8, passes: 0 })).toBe(false);
    });

    test('is measured at the floor', async () => {
        const times = [0, 400];
        expect(await calibratedCost(() => times.shift() ?? 0)).toEqual(calibrated(400, 1000));
    });
});

describe('the key from a passphrase', () => {
    test('differs with the passphrase, the salt and the cost', async () => {
        const derive = async (passphrase: string, salt: number, memory: number, passes: number) =>
            toHex(await keyFromPassphrase(passphrase, new Uint8Array(16).fill(salt), { memory, passes }, quiet));
        const key = await derive('passphrase', 1, 8, 1);
        expect(await derive('passphrase', 1, 8, 1)).toBe(key);
        const others = [
            derive('passphrasf', 1, 8, 1),
            derive('passphrase', 2, 8, 1),
            derive('passphrase', 1, 16, 1),
            derive('passphrase', 1, 8, 2),
        ];
        expect(new Set([key, ...(await Promise.all(others))]).size).toBe(5);
    });

    test('says how far it is, up to the end', async () => {
        const parts: number[] = [];
        await keyFromPassphrase('password', new Uint8Array(16), { memory: 256, passes: 2 }, (part) => parts.push(part));
        expect([parts[0], parts.at(-1)]).toEqual([0, 1]);
        expect(parts).toEqual([...parts].sort((a, b) => a - b));
        expect(parts.length).toBeLessThanOrEqual(102);
        expect(parts.length).toBeGreaterThan(50);
    });

    test('is not derived from nothing, nor from a passphrase without end', async () => {
        await expect(keyFromPassphrase('', new Uint8Array(16), { memory: 8, passes: 1 }, quiet)).rejects.toThrow();
        await expect(keyFromPassphrase('a'.repeat(4097), new Uint8Array(16), { memory: 8, passes: 1 }, quiet)).rejects.toThrow();
        await keyFromPassphrase('a'.repeat(4096), new Uint8Array(16), { memory: 8, passes: 1 }, quiet);
    });
});
