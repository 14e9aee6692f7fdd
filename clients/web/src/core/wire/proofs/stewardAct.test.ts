import { expect, test } from 'vitest';
import { measured, readGolden } from '../../../../tests/golden.ts';
import { concat, copyOf, fromHex, toHex } from '../../bytes.ts';
import { fromBase64 } from '../base64.ts';
import { id } from '../jsonRecord.ts';
import type { ChannelId } from '../opaqueId.ts';
import { restrictionsAfter } from './restrictions.ts';
import { daysOf, decodeStewardAct, encodeStewardAct, StewardVerb, stewardSignedBytes, type StewardAct } from './stewardAct.ts';

type GoldenAct = Record<'name' | 'hash' | 'key' | 'stewardKey' | 'signature' | 'channel' | 'encoded' | 'signed', string> &
    Record<'verb' | 'epoch' | 'sequence' | 'hour', number>;

const golden = readGolden<GoldenAct[]>('wire', 'stewardActs');

function actOf(json: GoldenAct): StewardAct {
    const bytes = (text: string) => fromBase64(text)!;
    return {
        verb: json.verb as StewardVerb,
        epoch: BigInt(json.epoch),
        sequence: BigInt(json.sequence),
        hash: bytes(json.hash),
        hour: BigInt(json.hour),
        key: bytes(json.key),
        stewardKey: bytes(json.stewardKey),
        signature: bytes(json.signature),
    };
}

test('an act reads and writes its golden bytes and has no other length', () => {
    let refusals = 0;
    for (const json of golden) {
        const encoded = fromHex(json.encoded);
        expect(toHex(encodeStewardAct(actOf(json)))).toBe(json.encoded);
        expect(toHex(stewardSignedBytes(id<ChannelId>().read(json.channel), actOf(json)))).toBe(json.signed);
        expect(decodeStewardAct(encoded)).toEqual(actOf(json));
        for (let length = 0; length < encoded.length; length++, refusals++) {
            expect(decodeStewardAct(encoded.subarray(0, length))).toBeUndefined();
        }
        expect(decodeStewardAct(concat(encoded, Uint8Array.of(0)))).toBeUndefined();
        refusals++;
    }
    measured('wire', 'stewardActs.json', golden.length, refusals);
    expect(golden.length).toBeGreaterThanOrEqual(2);
});

test('a changed bit is refused or is part of the act', () => {
    let [kept, refused] = [0, 0];
    for (const { encoded } of golden) {
        for (let at = 0; at < encoded.length * 4; at++) {
            const changed = fromHex(encoded);
            changed[at >> 3]! ^= 1 << (at & 7);
            const act = decodeStewardAct(changed);
            if (act === undefined) refused++;
            else {
                expect(toHex(encodeStewardAct(act))).toBe(toHex(changed));
                kept++;
            }
        }
    }
    // Half of the bits are tried. 32 zero bytes of a supersede; epoch, hash and most keys of what sets something; signs of sequences.
    expect(refused).toBeGreaterThanOrEqual(256 + 5 * (64 + 256 + 100));
    expect(kept).toBeGreaterThan(2000);
});

test('an act with a field that its verb does not use is none', () => {
    const refusals = readGolden<{ name: string; encoded: string }[]>('wire', 'stewardActRefusals');
    for (const { name, encoded } of refusals) expect(decodeStewardAct(fromHex(encoded)), name).toBeUndefined();
    measured('wire', 'stewardActRefusals.json', refusals.length, refusals.length);
    expect(refusals.length).toBeGreaterThanOrEqual(34);
});

test('every verb has a golden act and does to restrictions what the table says', () => {
    expect(golden.map(({ verb }) => verb)).toEqual(Object.values(StewardVerb));
    const table = readGolden<{ before: number; verb: StewardVerb; after: number }[]>('wire', 'restrictions');
    for (const { before, verb, after } of table) expect(restrictionsAfter(before, verb)).toBe(after);
    measured('wire', 'restrictions.json', table.length, 0);
    expect(table).toHaveLength(8 * golden.length);
    expect(daysOf(actOf(golden.find(({ verb }) => verb === StewardVerb.shorten)!))).toBe(7);
});

test('a supersede carries no key, and a field of another length cannot be encoded', () => {
    const supersede = fromHex(golden.find(({ verb }) => verb === StewardVerb.supersede)!.encoded);
    const withKey = copyOf(supersede);
    withKey[60] = 1;
    expect(decodeStewardAct(supersede)).toBeDefined();
    expect(decodeStewardAct(withKey)).toBeUndefined();
    const act = actOf(golden[1]!);
    for (const field of ['hash', 'key', 'stewardKey', 'signature'] as const)
        expect(() => encodeStewardAct({ ...act, [field]: new Uint8Array(31) })).toThrow(RangeError);
    expect(() => encodeStewardAct({ ...act, sequence: -1n })).toThrow(RangeError);
});
