import { beforeEach, describe, expect, test } from 'vitest';
import { ChannelWorld, randomBytes, type Three } from '../../../tests/support/channelWorld.ts';
import { commitAnyway, refit, steward, storedGroup } from '../../../tests/support/rogue.ts';
import type { TestDevice } from '../../../tests/support/testDevice.ts';
import { toHex } from '../bytes.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { bucket } from '../sync/bucket.ts';
import { idOfAdmission } from '../trust/admission.ts';
import { OldCopy } from '../sync/oldCopy.ts';
import type { LogItem } from '../wire/channels.ts';
import { ItemKind } from '../wire/itemKind.ts';
import { drawEntry, outboxEntryRecord } from './outboxEntry.ts';
import { drawId, type MessageId } from '../wire/opaqueId.ts';

let three: Three;

beforeEach(async () => {
    three = await ChannelWorld.three();
});

/** What the relay shows to one device instead of the log. */
function show(device: TestDevice, instead: (items: readonly LogItem[]) => readonly LogItem[]): void {
    device.interference.after = (name, _, reply) => {
        if (name !== 'Read') return undefined;
        const read = reply as { items: readonly LogItem[] };
        return { ...read, items: instead(read.items) };
    };
}

const stateOf = async (device: TestDevice) => (await device.directory.channels())[0]!;
const forked = { state: 'stopped', problem: 'different-histories' };

/** The last item of the log, which the honest twin of each test reads. */
async function posted(text: string): Promise<LogItem> {
    await three.marek.say(three.channel, text);
    return three.log().at(-1)!;
}

function flipped(item: LogItem): Uint8Array {
    const bytes = item.bytes.slice();
    bytes[bytes.length - 1]! ^= 1;
    return bytes;
}

const lies: readonly [string, (item: LogItem) => readonly LogItem[]][] = [
    ['leaves an item out', () => []],
    ['gives other bytes than it stored', (item) => [{ ...item, bytes: new Uint8Array(flipped(item)) }]],
    ['gives an item of another epoch', (item) => [{ ...item, epoch: item.epoch + 1n }]],
    ['calls an item void and goes on', (item) => [{ ...item, bytes: new Uint8Array(), void: true }]],
];

describe.each(lies)('a relay that %s', (_, lie) => {
    test('is found out, and nothing it gave afterwards counts; the honest one is read', async () => {
        const { lena, marek, dalia, channel } = three;
        const item = await posted('true');
        await marek.say(channel, 'after it');
        const group = toHex((await dalia.store.get(bucket.groups, bytesOf(channel)))!);
        show(dalia, (items) => items.flatMap((one) => (one.sequence === item.sequence ? lie(one) : [one])));
        await dalia.sync();
        expect(await stateOf(dalia)).toMatchObject(forked);
        expect(dalia.alarms).toEqual(['different-histories']);
        expect(await dalia.words(channel)).toEqual([]);
        expect(toHex((await dalia.store.get(bucket.groups, bytesOf(channel)))!)).toBe(group);
        await expect(dalia.directory.send(channel, 'no more')).rejects.toMatchObject({ problem: 'different-histories' });

        await lena.sync();
        expect(await lena.words(channel)).toEqual(['Marek: true', 'Marek: after it']);
    });
});

test('a relay whose log ends before what was read is found out; the honest one is read on', async () => {
    const { lena, dalia, channel } = three;
    await posted('read by both');
    await dalia.sync();
    const old = three.log().length - 1;
    dalia.interference.after = (name, _, reply) => (name === 'Read' ? { ...(reply as object), items: [], head: old } : undefined);
    await dalia.sync();
    expect(await stateOf(dalia)).toMatchObject(forked);
    expect(dalia.alarms).toEqual(['different-histories']);

    await lena.sync();
    expect(await stateOf(lena)).toMatchObject({ state: 'open' });
    expect(await lena.words(channel)).toEqual(['Marek: read by both']);
});

test('a part of the log that is kept back is told, and read once it comes', async () => {
    const { dalia, channel } = three;
    await posted('kept back for a while');
    show(dalia, () => []);
    await dalia.sync();
    expect(dalia.alarms).toEqual(['relay-keeps-back']);
    expect(await stateOf(dalia)).toMatchObject({ state: 'open' });
    show(dalia, (items) => items);
    await dalia.sync();
    expect(await dalia.words(channel)).toEqual(['Marek: kept back for a while']);
    expect(dalia.alarms).toEqual(['relay-keeps-back']);
});

/** The relay says that it no longer keeps the bytes of an item. */
const emptied = (item: LogItem) => ({ ...item, bytes: new Uint8Array() });

test('talk that the relay says has expired leaves a notice that stays; with its bytes it is read', async () => {
    const { lena, dalia, channel } = three;
    const item = await posted('no to this');
    show(dalia, (items) => items.map((one) => (one.sequence === item.sequence ? emptied(one) : one)));
    await dalia.sync();
    expect([await dalia.words(channel), dalia.alarms]).toEqual([[], []]);
    expect((await dalia.told(channel)).filter((told) => told === 'expired')).toHaveLength(1);
    expect(await stateOf(dalia)).toMatchObject({ state: 'open' });
    dalia.restart();
    expect(await dalia.told(channel)).toContain('expired');

    await lena.sync();
    expect(await lena.words(channel)).toEqual(['Marek: no to this']);
    expect(await lena.told(channel)).not.toContain('expired');
});

test('own talk that expired before it came back is known by its hash', async () => {
    const { marek, channel } = three;
    show(marek, (items) => items.map((one) => (one.kind === ItemKind.talk ? emptied(one) : one)));
    await marek.say(channel, 'mine');
    expect(await marek.words(channel)).toEqual(['Marek: mine']);
    expect((await marek.directory.channels())[0]?.waiting).toBe(0);
});

/** Dalia says that she leaves. */
async function daliaLeaves(): Promise<LogItem> {
    const { world, dalia, channel } = three;
    const entry = drawEntry({ type: 'leave', admission: idOfAdmission(dalia.admission) }, world.now);
    await dalia.store.write((writer) => {
        outboxEntryRecord.put(writer, bucket.outbox(bytesOf(channel)), 1000, entry);
    });
    dalia.restart();
    await dalia.sync();
    return three.log().at(-1)!;
}

test('a lasting item without its bytes is a lie: they are kept; the honest reader takes her out', async () => {
    const { lena, marek } = three;
    const leave = await daliaLeaves();
    expect(leave.kind).toBe(ItemKind.lasting);
    show(marek, (items) => items.map((one) => (one.sequence === leave.sequence ? emptied(one) : one)));
    await marek.sync();
    expect(await stateOf(marek)).toMatchObject(forked);
    expect(marek.alarms).toEqual(['different-histories']);
    await lena.sync();
    expect(await stateOf(lena)).toMatchObject({ state: 'open', people: 2 });
});

test("a steward's act without its bytes is a lie; with them it is taken", async () => {
    const { world, lena, dalia, channel, log } = three;
    await commitAnyway(dalia, channel, { hour: world.hour + 100 });
    await steward(world, channel, log().length);
    show(dalia, (items) => items.map((one) => (one.kind === ItemKind.steward ? emptied(one) : one)));
    await dalia.sync();
    expect(await stateOf(dalia)).toMatchObject(forked);
    expect(dalia.alarms).toEqual(['different-histories']);
    await lena.sync();
    expect(await stateOf(lena)).toMatchObject({ state: 'open', problem: undefined });
});

test.each([ItemKind.lasting, ItemKind.talk])(
    'an own item that comes back as kind %s counts only if it was posted as that',
    async (kind) => {
        const { dalia, channel } = three;
        show(dalia, (items) => items.map((one) => (one.message === id ? { ...one, kind } : one)));
        const { id } = await dalia.directory.send(channel, 'mine');
        await dalia.sync();
        const isTrue = kind === ItemKind.talk;
        expect(await dalia.words(channel)).toEqual(isTrue ? ['Dalia: mine'] : []);
        expect(await stateOf(dalia)).toMatchObject(isTrue ? { state: 'open' } : forked);
    },
);

test('an edited message is left out, and the next member who read the true one finds it out', async () => {
    const { lena, dalia, channel } = three;
    const item = await posted('true');
    show(dalia, (items) => items.map((one) => (one.sequence === item.sequence ? refit(one, flipped(one)) : one)));
    await dalia.sync();
    expect(await dalia.words(channel)).toEqual([]);
    expect(await dalia.told(channel)).toContain('unreadable');
    expect(await stateOf(dalia)).toMatchObject({ state: 'open' });

    await lena.say(channel, 'I read it');
    await dalia.sync();
    expect(await stateOf(dalia)).toMatchObject(forked);
    expect(await lena.words(channel)).toEqual(['Marek: true', 'Lena: I read it']);
});

test('a message that the relay announces under another id is left out; under its own it is read', async () => {
    const { lena, dalia, channel } = three;
    const item = await posted('true');
    show(dalia, (items) => items.map((one) => (one.sequence === item.sequence ? { ...one, message: drawId<MessageId>() } : one)));
    await dalia.sync();
    expect(await dalia.words(channel)).toEqual([]);
    expect(await dalia.told(channel)).toContain('unreadable');
    await lena.sync();
    expect(await lena.words(channel)).toEqual(['Marek: true']);
});

test('bytes that are no message of the channel are passed over', async () => {
    const { world, lena, channel } = three;
    world.relay.channel(channel).append(drawId<MessageId>(), ItemKind.talk, randomBytes(300));
    await posted('true');
    await lena.sync();
    expect(await lena.words(channel)).toEqual(['Marek: true']);
    expect(await stateOf(lena)).toMatchObject({ state: 'open' });
});

test('an own item that the relay shows again is no sign of a copy', async () => {
    const { world, marek, lena, channel } = three;
    const item = await posted('once');
    world.relay.channel(channel).append(drawId<MessageId>(), ItemKind.talk, item.bytes);
    await marek.say(channel, 'twice');
    await lena.sync();
    expect(await marek.words(channel)).toEqual(['Marek: once', 'Marek: twice']);
    expect(await lena.words(channel)).toEqual(['Marek: once', 'Marek: twice']);
});

test('a store that was copied stops when it meets what the other copy wrote', async () => {
    const { marek, lena, channel } = three;
    const store = marek.store.copy();
    const copy = marek.inAnother(store);
    await copy.say(channel, 'from the copy');
    await marek.directory.send(channel, 'from the first');
    await expect(marek.sync()).rejects.toThrow(OldCopy);
    await lena.sync();
    expect(await lena.words(channel)).toEqual(['Marek: from the copy']);
});

test('the first d is the word of the relay until a member confirms it', async () => {
    const { world, lena, channel } = three;
    const noor = await world.participant('Noor', 'H');
    await noor.putPackages();
    noor.interference.after = (name, _, reply) =>
        name === 'Prove' ? { ...(reply as object), openedDigest: new Uint8Array(32).fill(5) } : undefined;
    await lena.directory.add(channel, [noor.candidate]);
    await noor.receive();
    await noor.sync();
    expect(await stateOf(noor)).toMatchObject(forked);

    const sami = await world.participant('Sami', 'C');
    await sami.putPackages();
    await lena.directory.add(channel, [sami.candidate]);
    await sami.receive();
    await sami.sync();
    expect(await stateOf(sami)).toMatchObject({ state: 'open' });
    expect((await storedGroup(sami, channel)).epoch).toBe((await storedGroup(lena, channel)).epoch);
});
