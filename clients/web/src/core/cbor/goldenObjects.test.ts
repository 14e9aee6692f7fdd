import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { measured, readGolden } from '../../../tests/golden.ts';
import { samples, type Sample } from '../../../tests/samples.ts';
import { concat, fromHex, toHex } from '../bytes.ts';
import { MalformedObjectException } from './malformedObjectException.ts';
import { parseStrictCbor, type CborValue } from './strictCbor.ts';

type Golden = { type: string; hex: string; id: string; fields: unknown; refused: { why: string; hex: string }[] };

const withoutObjects = ['digits', 'charterDigits', 'charterDraft', 'verification', 'whisper'];

function show(value: CborValue): unknown {
    switch (value.type) {
        case 'number':
            return Number(value.value);
        case 'bytes':
            return { hex: toHex(value.value) };
        case 'text':
            return value.value;
        case 'array':
            return value.items.map(show);
        case 'map':
            return showMap(value.fields);
        case 'other':
            throw new Error('no sample holds one');
    }
}

function showMap(fields: ReadonlyMap<number, CborValue>): unknown {
    return Object.fromEntries([...fields].map(([key, value]) => [String(key), show(value)]));
}

/** The map with another head, fields left out or put in; all samples have below 24 fields. */
function mapOf(fields: readonly (readonly [number, Uint8Array])[]): Uint8Array {
    const key = (value: number) => (value < 24 ? Uint8Array.of(value) : Uint8Array.of(0x18, value));
    const sorted = [...fields].sort(([a], [b]) => a - b);
    return concat(Uint8Array.of(0xa0 | fields.length), ...sorted.flatMap(([number, value]) => [key(number), value]));
}

function refused(sample: Sample, bytes: Uint8Array, why: string): number {
    expect(() => sample.decode(bytes), `${sample.name}: ${why}`).toThrow(MalformedObjectException);
    return 1;
}

test.each(samples)('$folder/$name: made of values, decoded and encoded gives the golden bytes', (sample) => {
    const golden = readGolden<Golden>(sample.folder, sample.name);
    expect(golden.type).toBe(sample.name);
    expect(toHex(sample.bytes)).toBe(golden.hex);
    expect(sample.decode(fromHex(golden.hex))).toStrictEqual(sample.value);
    expect(toHex(sample.recode(fromHex(golden.hex)))).toBe(golden.hex);
    expect(sample.id).toBe(golden.id);
    expect(showMap(parseStrictCbor(sample.bytes, 1 << 20))).toEqual(golden.fields);
});

test.each(samples)('$folder/$name: a field of another type, missing or out of its bounds is refused', (sample) => {
    const golden = readGolden<Golden>(sample.folder, sample.name);
    const fields = [...parseStrictCbor(sample.bytes, 1 << 20)].map(([key, value]) => [key, value.raw] as const);
    let refusals = 0;
    for (const { why, hex } of golden.refused) refusals += refused(sample, fromHex(hex), why);
    for (const [key] of fields) {
        for (const wrong of ['20', 'f5', '6161', '4100', '8100', 'a0', '1bffffffffffffffff']) {
            const changed = fields.map(([number, value]) => [number, number === key ? fromHex(wrong) : value] as const);
            try {
                // Some values are right for some fields: those are given back as they came.
                expect(toHex(sample.recode(mapOf(changed)))).toBe(toHex(mapOf(changed)));
            } catch (error) {
                expect(error).toBeInstanceOf(MalformedObjectException);
                refusals++;
            }
        }
    }
    refusals += refused(sample, mapOf([...fields, [62, Uint8Array.of(0)]]), 'field 62');
    const newer = mapOf([...fields, [200, fromHex('820120')]]);
    expect(toHex(sample.recode(newer))).toBe(toHex(newer));
    for (let length = 0; length < sample.bytes.length; length++) refusals += refused(sample, sample.bytes.subarray(0, length), 'cut');
    measured(sample.folder, `${sample.name}.json`, 1, refusals);
    expect(golden.refused.length).toBeGreaterThan(fields.length);
    expect(refusals).toBeGreaterThan(5 * fields.length);
});

test('every golden object has a sample', () => {
    for (const folder of ['trust', 'content'] as const) {
        const files = readdirSync(new URL(`../../../../../tests/vectors/${folder}`, import.meta.url)).map((file) =>
            file.replace('.json', ''),
        );
        const names = samples.filter((sample) => sample.folder === folder).map(({ name }) => name);
        expect(files.filter((file) => !withoutObjects.includes(file)).sort()).toEqual(names.sort());
    }
    expect(samples.length).toBeGreaterThanOrEqual(35);
});

test('a changed object is refused in order or given back byte for byte', () => {
    let state = 20261122;
    // Numerical Recipes' generator: every run changes the same bytes.
    const random = (below: number) => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return Math.floor((state / 2 ** 32) * below);
    };
    let [accepted, refusals] = [0, 0];
    for (const sample of samples) {
        for (let round = 0; round < 200; round++) {
            const bytes = [...sample.bytes];
            for (let changes = 1 + random(3); changes > 0; changes--) {
                const at = random(bytes.length);
                const replaced = random(4);
                if (replaced === 0) bytes[at]! ^= 1 << random(8);
                else bytes.splice(at, replaced === 3 ? 0 : 1, ...(replaced === 2 ? [] : [random(256)]));
            }
            const changed = Uint8Array.from(bytes);
            try {
                expect(toHex(sample.recode(changed))).toBe(toHex(changed));
                accepted++;
            } catch (error) {
                expect(error).toBeInstanceOf(MalformedObjectException);
                refusals++;
            }
        }
    }
    console.log(`measured: mutated objects: ${accepted} accepted, ${refusals} refused`);
    expect(accepted).toBeGreaterThan(samples.length * 10);
    expect(refusals).toBeGreaterThan(samples.length * 50);
});
