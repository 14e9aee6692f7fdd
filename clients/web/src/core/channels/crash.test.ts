import { beforeEach, describe, expect, test } from 'vitest';
import { ChannelWorld, type Three } from '../../../tests/support/channelWorld.ts';
import { toHex, type Bytes } from '../bytes.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { MlsGroup } from '../mls/groups/mlsGroup.ts';
import { bucket } from '../sync/bucket.ts';
import { StoreFailure } from '../storage/storeFailure.ts';
import type { FaultPoint } from '../sync/faultPoint.ts';
import { OpenChannels } from './openChannels.ts';
import { OutboxNumbers } from './outboxNumbers.ts';
import { ItemKind } from '../wire/itemKind.ts';

/** The process ends: nothing can be stored any more. */
class Crash extends StoreFailure {
    constructor() {
        super('closed');
    }
}

const atWriting: readonly FaultPoint[] = ['before-message-persist', 'after-message-persist'];
const atSending: readonly FaultPoint[] = [
    'before-seal-persist',
    'after-seal-persist',
    'after-posts-answered',
    'before-items-persist',
    'after-items-persist',
];
const atCommitting: readonly FaultPoint[] = [
    'before-commit-persist',
    'after-commit-persist',
    'after-commit-answered',
    'before-merge-persist',
    'before-items-persist',
];
const atAdding: readonly FaultPoint[] = [...atCommitting, 'after-first-welcome-dropped', 'after-welcomes-dropped'];

let three: Three;

beforeEach(async () => {
    three = await ChannelWorld.three();
});

/** Ends the device's process when it passes the point for the nth time. */
function dieAt(device: Three['marek'], point: FaultPoint, count = 1): void {
    let left = count;
    device.onFault = (passed) => {
        if (passed === point && --left === 0) throw new Crash();
    };
}

/** Bytes that left the device, by leaf, epoch and generation of the key that sealed them. */
async function sealedBy(snapshot: Bytes, sent: readonly Bytes[]): Promise<Map<string, Set<string>>> {
    const group = MlsGroup.load(snapshot);
    const found = new Map<string, Set<string>>();
    for (const bytes of sent) {
        const { leaf, generation } = await group.peekSender(bytes);
        const key = `${leaf} ${MlsGroup.peekHeader(bytes).epoch} ${generation}`;
        found.set(key, (found.get(key) ?? new Set()).add(toHex(bytes)));
    }
    return found;
}

describe.each(atSending)('a crash at %s', (point) => {
    test('sends once and uses no key twice', async () => {
        const { lena, marek, channel } = three;
        const snapshot = (await lena.store.get(bucket.groups, bytesOf(channel)))!;
        const sent: Bytes[] = [];
        marek.interference.before = (name, request) => {
            if (name === 'Post') sent.push((request as { bytes: Bytes }).bytes);
        };
        await marek.directory.send(channel, 'one');
        await marek.directory.send(channel, 'two');
        dieAt(marek, point);
        await expect(marek.sync()).rejects.toThrow(Crash);

        marek.restart();
        await marek.say(channel, 'three');
        await lena.sync();
        expect(await lena.words(channel)).toEqual(['Marek: one', 'Marek: two', 'Marek: three']);
        expect(await marek.words(channel)).toEqual(['Marek: one', 'Marek: two', 'Marek: three']);
        const sealed = [...(await sealedBy(snapshot, sent)).values()];
        expect(sealed.length).toBeGreaterThanOrEqual(3);
        for (const bytes of sealed) expect(bytes.size).toBe(1);
    });
});

describe.each(atWriting)('a crash at %s', (point) => {
    test('keeps a message or nothing', async () => {
        const { lena, marek, channel } = three;
        dieAt(marek, point);
        await expect(marek.directory.send(channel, 'perhaps')).rejects.toThrow(Crash);
        marek.restart();
        await marek.say(channel, 'surely');
        await lena.sync();
        const kept = point === 'after-message-persist' ? ['Marek: perhaps'] : [];
        expect(await lena.words(channel)).toEqual([...kept, 'Marek: surely']);
    });
});

describe.each(atCommitting)('a crash at %s of a renewal', (point) => {
    test('leaves one history that all go on with', async () => {
        const { lena, marek, dalia, channel } = three;
        dieAt(marek, point);
        await expect(marek.directory.renew(channel)).rejects.toThrow(Crash);
        marek.restart();
        await marek.say(channel, 'I am back');
        await dalia.say(channel, 'welcome back');
        await lena.sync();
        await marek.sync();
        for (const device of [lena, marek, dalia]) {
            expect(await device.words(channel)).toEqual(['Marek: I am back', 'Dalia: welcome back']);
            expect(device.alarms).toEqual([]);
        }
    });
});

describe.each(atAdding)('a crash at %s of an addition', (point) => {
    test('brings the person in when it is asked for again, and doubles nobody', async () => {
        const { world, lena, marek, channel, log } = three;
        const noor = await world.participant('Noor', 'H');
        await noor.putPackages(3);
        dieAt(lena, point);
        await expect(lena.directory.add(channel, [noor.candidate])).rejects.toThrow(Crash);
        lena.restart();
        await lena.directory.add(channel, [noor.candidate]);
        await noor.receive();
        await noor.say(channel, 'good morning');
        await marek.sync();
        await lena.sync();
        for (const device of [lena, marek, noor]) expect(await device.words(channel)).toEqual(['Noor: good morning']);
        expect((await lena.directory.channels())[0]?.people).toBe(4);
        expect(log().filter((item) => item.kind === ItemKind.commit)).toHaveLength(2);
    });
});

describe.each(['before-join-persist', 'after-join-persist'] as const)('a crash at %s', (point) => {
    test('lets a joiner in once', async () => {
        const { world, lena, channel } = three;
        const noor = await world.participant('Noor', 'H');
        await noor.putPackages(3);
        await lena.directory.add(channel, [noor.candidate]);
        dieAt(noor, point);
        await expect(noor.receive()).rejects.toThrow(Crash);
        noor.restart();
        await noor.receive();
        await noor.say(channel, 'here I am');
        await lena.sync();
        expect(await lena.words(channel)).toEqual(['Noor: here I am']);
        expect(noor.alarms).toEqual([]);
    });
});

test('a store that fails takes nothing that was not stored', async () => {
    const { lena, marek, channel } = three;
    await marek.directory.send(channel, 'kept');
    marek.store.failure = new Crash();
    await expect(marek.sync()).rejects.toThrow(Crash);
    await marek.sync();
    await lena.sync();
    expect(await lena.words(channel)).toEqual(['Marek: kept']);
    expect(await marek.words(channel)).toEqual(['Marek: kept']);
});

test('a channel that is let go overwrites the state after its commit and the access key before; one that is locked, its words too', async () => {
    const { lena, marek, channel } = three;
    lena.interference.before = (name) => {
        if (name === 'Commit') throw new Crash();
    };
    await expect(lena.directory.renew(channel)).rejects.toThrow(Crash);
    await lena.directory.send(channel, 'kept');
    const channels = new OpenChannels(lena, new OutboxNumbers(lena.store), () => undefined);
    const open = await channels.open(channel);
    open.keepAccessSeed(new Uint8Array(32).fill(1));
    const next = open.pending!.nextGroup;
    const seed = open.state.earlierAccessSeed!;
    const { body } = open.outbox.at(open.outbox.numbers()[0]!);
    expect([next, seed, body].map((bytes) => bytes.some((byte) => byte !== 0))).toEqual([true, true, true]);
    channels.close(channel);
    await Promise.resolve();
    expect([next, seed, body].map((bytes) => bytes.some((byte) => byte !== 0))).toEqual([false, false, true]);
    const words = (await channels.open(channel)).outbox;
    const again = words.at(words.numbers()[0]!).body;
    channels.closeAll();
    await Promise.resolve();
    expect(again.every((byte) => byte === 0)).toBe(true);

    lena.interference.before = () => undefined;
    lena.restart();
    await lena.sync();
    await marek.sync();
    expect(await marek.words(channel)).toEqual(['Lena: kept']);
});
