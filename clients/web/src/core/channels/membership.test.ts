import { beforeEach, expect, test } from 'vitest';
import { ChannelWorld, type Three } from '../../../tests/support/channelWorld.ts';
import type { TestDevice } from '../../../tests/support/testDevice.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { bucket } from '../sync/bucket.ts';
import { idOfAdmission } from '../trust/admission.ts';
import { ItemKind } from '../wire/itemKind.ts';
import { RelayCode } from '../wire/relayCode.ts';
import { drawEntry, outboxEntryRecord } from './outboxEntry.ts';

let three: Three;

beforeEach(async () => {
    three = await ChannelWorld.three();
});

const stateOf = async (device: TestDevice) => (await device.directory.channels())[0]!;

test('a removed device wipes its keys and says so; those who stay go on', async () => {
    const { world, lena, marek, dalia, channel } = three;
    await dalia.say(channel, 'before');
    await lena.remove(channel, 'Dalia');
    await marek.say(channel, 'after');
    await lena.sync();
    dalia.interference.before = (name, request) => {
        if (name === 'Read') world.relay.calls.push(name);
        void request;
    };
    await dalia.sync();

    expect(await stateOf(dalia)).toMatchObject({ state: 'removed', problem: undefined, people: 0, readers: [] });
    expect(await dalia.words(channel)).toEqual(['Dalia: before']);
    expect(await dalia.told(channel)).toEqual(['Lena joined Dalia', 'Lena removed Dalia']);
    expect(dalia.alarms).toEqual(['removed']);
    expect(await dalia.store.get(bucket.groups, bytesOf(channel))).toBeUndefined();
    expect(await dalia.store.get(bucket.pending, bytesOf(channel))).toBeUndefined();
    await expect(dalia.directory.send(channel, 'let me in')).rejects.toMatchObject({ problem: 'removed' });

    for (const device of [lena, marek]) {
        expect(await device.words(channel)).toEqual(['Dalia: before', 'Marek: after']);
        expect(await device.told(channel)).toContain('Lena removed Dalia');
        expect(await stateOf(device)).toMatchObject({ state: 'open', people: 2 });
    }
});

test('what a removed device had not sent is gone with it', async () => {
    const { lena, dalia, channel } = three;
    await lena.remove(channel, 'Dalia');
    await dalia.directory.send(channel, 'too late');
    await dalia.sync();
    expect(await dalia.store.range(bucket.outbox(bytesOf(channel)), 0)).toEqual([]);
    expect(await stateOf(dalia)).toMatchObject({ state: 'removed', waiting: 0 });
    await lena.sync();
    expect(await lena.words(channel)).toEqual([]);
});

test('a participant orders nobody out and adds nobody; a facilitator does', async () => {
    const { world, lena, marek, channel } = three;
    const noor = await world.participant('Noor', 'H');
    await noor.putPackages();
    await expect(marek.directory.add(channel, [noor.candidate])).rejects.toMatchObject({ problem: 'not-allowed' });
    await expect(marek.remove(channel, 'Dalia')).rejects.toMatchObject({ problem: 'not-allowed' });
    await expect(lena.remove(channel, 'Lena')).rejects.toMatchObject({ problem: 'not-allowed' });
    await expect(lena.remove(channel, 'Nobody')).rejects.toMatchObject({ problem: 'not-found' });
    expect(await lena.directory.add(channel, [noor.candidate])).toEqual({ added: ['Noor'], waiting: [] });
    await lena.remove(channel, 'dalia');
    expect(await stateOf(lena)).toMatchObject({ people: 3 });
});

test('a removal that is due is committed by whoever is there, before anything else is posted', async () => {
    const { world, lena, marek, dalia, channel, log } = three;
    let dies = true;
    lena.interference.before = (name) => {
        if (name === 'Commit' && dies) throw new Error('out of power');
    };
    await expect(lena.remove(channel, 'Dalia')).rejects.toThrow('out of power');
    await marek.say(channel, 'carried out');
    const kinds = log().map((item) => item.kind);
    expect(kinds.slice(-3)).toEqual([ItemKind.lasting, ItemKind.commit, ItemKind.talk]);
    expect(await marek.told(channel)).toContain('Marek removed Dalia');
    dies = false;
    await lena.sync();
    await dalia.sync();
    expect(await lena.words(channel)).toEqual(['Marek: carried out']);
    expect(await stateOf(dalia)).toMatchObject({ state: 'removed' });
    expect(world.relay.channel(channel).current.number).toBe(2n);
});

test('who leaves is taken out by the next member', async () => {
    const { lena, marek, dalia, channel } = three;
    const leave = drawEntry({ type: 'leave', admission: idOfAdmission(dalia.admission) }, dalia.now());
    await dalia.store.write((writer) => {
        outboxEntryRecord.put(writer, bucket.outbox(bytesOf(channel)), 100, leave);
    });
    dalia.restart();
    await dalia.sync();
    await marek.sync();
    await lena.sync();
    await dalia.sync();
    expect(await lena.told(channel)).toContain('Marek left Dalia');
    expect(await stateOf(dalia)).toMatchObject({ state: 'removed' });
});

test('an admission that is over makes a removal due at its hour, not before', async () => {
    const { world, lena, marek, channel } = three;
    const noor = await world.participant('Noor', 'H', 30);
    await noor.putPackages();
    await lena.directory.add(channel, [noor.candidate]);
    await noor.receive();
    world.wait(29 * 24);
    await noor.say(channel, 'the last day');
    await marek.say(channel, 'we shall miss you');
    expect(await stateOf(marek)).toMatchObject({ people: 4 });
    world.wait(25);
    await marek.say(channel, 'the day after');
    await noor.sync();
    await lena.sync();
    expect(await stateOf(lena)).toMatchObject({ state: 'open', people: 3 });
    expect(await lena.told(channel)).toContain('Marek removed Noor');
    expect(await stateOf(noor)).toMatchObject({ state: 'removed' });
});

test('a Welcome that cannot be dropped is never followed by its commit', async () => {
    const { world, lena, channel, log } = three;
    const noor = await world.participant('Noor', 'H');
    const sami = await world.participant('Sami', 'C');
    for (const device of [noor, sami]) await device.putPackages();
    let isGone = false;
    lena.interference.after = (name) => {
        if (name === 'FetchPackage') isGone = true;
        return name === 'Drop' && isGone ? { code: RelayCode.mailboxGone } : undefined;
    };
    const before = log().length;
    await expect(lena.directory.add(channel, [noor.candidate])).rejects.toMatchObject({ problem: 'not-found' });
    expect(log()).toHaveLength(before);
    lena.interference.after = () => undefined;
    expect(await lena.directory.add(channel, [sami.candidate])).toEqual({ added: ['Sami'], waiting: [] });
    expect(await stateOf(lena)).toMatchObject({ people: 4 });
});

test('who has put no key packages waits, and a package of another device is refused', async () => {
    const { world, lena, channel } = three;
    const noor = await world.participant('Noor', 'H');
    const sami = await world.participant('Sami', 'C');
    await sami.putPackages();
    expect(await lena.directory.add(channel, [noor.candidate, sami.candidate])).toEqual({ added: ['Sami'], waiting: ['Noor'] });

    const eve = await world.participant('Eve', 'C');
    await eve.putPackages();
    world.relay.mailbox(noor.mailbox).packages.push(...world.relay.mailbox(eve.mailbox).packages);
    expect(await lena.directory.add(channel, [{ ...noor.candidate, card: { ...eve.card, mailbox: noor.mailbox } }])).toEqual({
        added: [],
        waiting: ['Noor'],
    });
    expect(lena.alarms).toEqual(['false-package']);
});

test('a package that serves one channel is refused for the next; a fresh one is taken, and the last of a stock', async () => {
    const { world, lena, channel } = three;
    const noor = await world.participant('Noor', 'H');
    const sami = await world.participant('Sami', 'C');
    for (const device of [noor, sami]) await device.putPackages();
    let first: unknown;
    lena.interference.after = (name, _, reply) => {
        if (name === 'FetchPackage') first ??= reply;
        return undefined;
    };
    await lena.directory.add(channel, [noor.candidate]);
    await noor.receive();
    const second = await world.plenary(lena, 'Second');
    let isLast = false;
    lena.interference.after = (name) => (name === 'FetchPackage' ? { ...(first as object), last: isLast } : undefined);
    expect(await lena.directory.add(second, [noor.candidate])).toEqual({ added: [], waiting: ['Noor'] });
    expect(lena.alarms).toEqual(['false-package']);

    isLast = true;
    expect(await lena.directory.add(second, [noor.candidate])).toEqual({ added: ['Noor'], waiting: [] });
    await noor.receive();
    expect(noor.alarms).toEqual(['bad-welcome']);
    lena.interference.after = () => undefined;
    expect(await lena.directory.add(second, [sami.candidate])).toEqual({ added: ['Sami'], waiting: [] });
});

test('two facilitators who add at once both succeed, one after the other', async () => {
    const { world, lena, channel } = three;
    const tariq = await world.secondFacilitator('Tariq');
    const noor = await world.participant('Noor', 'H');
    const sami = await world.participant('Sami', 'C');
    for (const device of [tariq, noor, sami]) await device.putPackages();
    await lena.directory.add(channel, [tariq.candidate]);
    await tariq.receive();
    await tariq.sync();
    let raced = false;
    lena.interference.before = async (name) => {
        if (name !== 'Commit' || raced) return;
        raced = true;
        await tariq.directory.add(channel, [sami.candidate]);
    };
    await lena.directory.add(channel, [noor.candidate]);
    for (const device of [noor, sami]) await device.receive();
    await noor.say(channel, 'both here');
    for (const device of [tariq, sami, lena]) await device.sync();
    for (const device of [lena, tariq, sami, noor]) {
        expect(await device.words(channel)).toEqual(['Noor: both here']);
        expect(await stateOf(device)).toMatchObject({ state: 'open', people: 6 });
    }
});
