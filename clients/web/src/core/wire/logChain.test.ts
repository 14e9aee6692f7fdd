import { expect, test } from 'vitest';
import { measured, readGolden } from '../../../tests/golden.ts';
import { toHex } from '../bytes.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { ItemKind } from './itemKind.ts';
import { id } from './jsonRecord.ts';
import { nextInLog, startOfLog } from './logChain.ts';
import { idOf, type ChannelId } from './opaqueId.ts';

type Item = { sequence: number; kind: ItemKind; epoch: number; hash: string; digest: string };

const zeros = new Uint8Array(32);

test('the chain has its golden digests', () => {
    const golden = readGolden<{ channel: string; start: string; items: Item[] }>('wire', 'logChain');
    let digest = startOfLog(id<ChannelId>().read(golden.channel));
    expect(toBase64(digest)).toBe(golden.start);
    for (const item of golden.items) {
        digest = nextInLog(digest, item.sequence, item.kind, BigInt(item.epoch), fromBase64(item.hash)!);
        expect(toBase64(digest)).toBe(item.digest);
    }
    measured('wire', 'logChain.json', 1 + golden.items.length, 0);
    expect(golden.items.length).toBeGreaterThanOrEqual(5);
});

test('another sequence, kind, epoch, item or predecessor gives another digest', () => {
    const digest = nextInLog(zeros, 1, ItemKind.talk, 2n, zeros);
    const others = [
        nextInLog(zeros, 2, ItemKind.talk, 2n, zeros),
        nextInLog(zeros, 1, ItemKind.lasting, 2n, zeros),
        nextInLog(zeros, 1, ItemKind.talk, 3n, zeros),
        nextInLog(zeros, 1, ItemKind.talk, 2n, digest),
        nextInLog(digest, 1, ItemKind.talk, 2n, zeros),
    ];
    expect(toHex(nextInLog(zeros, 1, ItemKind.talk, 2n, zeros))).toBe(toHex(digest));
    expect(new Set([digest, ...others].map(toHex)).size).toBe(6);
});

test('swapped or dropped items give another digest than the golden one', () => {
    const channel = idOf<ChannelId>(new Uint8Array(16).fill(0xc0));
    const items = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)] as const;
    const first = nextInLog(startOfLog(channel), 1, 2 as ItemKind, 0n, items[0]);
    const golden = readGolden<string>('policy', 'log-chain');
    expect(toHex(nextInLog(first, 2, 1 as ItemKind, 0n, items[1]))).toBe(golden);
    const swapped = nextInLog(startOfLog(channel), 1, 1 as ItemKind, 0n, items[1]);
    expect(toHex(nextInLog(swapped, 2, 2 as ItemKind, 0n, items[0]))).not.toBe(golden);
    expect(toHex(first)).not.toBe(golden);
    measured('policy', 'log-chain.json', 1, 0);
});
