import { expect, test } from 'vitest';
import { measured, readGolden } from '../../../tests/golden.ts';
import { MalformedObjectException } from '../cbor/malformedObjectException.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { id } from './jsonRecord.ts';
import { drawId, idOf, type ChannelId, type MessageId } from './opaqueId.ts';

const golden = readGolden<{ good: { text: string; number: string }[]; bad: string[] }>('wire', 'opaqueIds');
const codec = id<ChannelId>();

test('identifiers are their golden base64 and nothing else binds', () => {
    for (const { text, number } of golden.good) {
        const read = codec.read(text);
        expect(BigInt(`0x${read}`)).toBe(BigInt(number));
        expect(codec.write(read)).toBe(text);
        expect(idOf<ChannelId>(bytesOf(read))).toBe(read);
    }
    for (const bad of golden.bad) expect(() => codec.read(JSON.parse(bad)), bad).toThrow(MalformedObjectException);
    measured('wire', 'opaqueIds.json', golden.good.length, golden.bad.length);
    expect(golden.good.length).toBeGreaterThanOrEqual(3);
    expect(golden.bad.length).toBeGreaterThanOrEqual(11);
});

test('drawn identifiers differ and other lengths are refused', () => {
    expect(new Set(Array.from({ length: 1000 }, () => drawId<MessageId>())).size).toBe(1000);
    expect(() => idOf(new Uint8Array(15))).toThrow(RangeError);
});
