import { beforeEach, describe, expect, test } from 'vitest';
import { ChannelWorld, randomBytes, type Three } from '../../../tests/support/channelWorld.ts';
import { commitAnyway, handInAct, refit, setFor, settingAct, steward, storedGroup } from '../../../tests/support/rogue.ts';
import type { TestDevice } from '../../../tests/support/testDevice.ts';
import type { Bytes } from '../bytes.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { bucket } from '../sync/bucket.ts';
import { idOfAdmission } from '../trust/admission.ts';
import type { LogItem } from '../wire/channels.ts';
import { ItemKind } from '../wire/itemKind.ts';
import { StewardVerb } from '../wire/proofs/stewardAct.ts';
import { RelayCode } from '../wire/relayCode.ts';
import { drawEntry, outboxEntryRecord } from './outboxEntry.ts';

let three: Three;

beforeEach(async () => {
    three = await ChannelWorld.three();
});

const stateOf = async (device: TestDevice) => (await device.directory.channels())[0]!;
const forked = { state: 'stopped', problem: 'different-histories' };

/** The relay shows one device an act where the last item stands, as if it had been stored there. */
function showInPlaceOfLast(device: TestDevice, act: Bytes): void {
    const last = three.log().at(-1)!.sequence;
    device.interference.after = (name, _, reply) => {
        if (name !== 'Read') return undefined;
        const read = reply as { items: readonly LogItem[] };
        return {
            ...read,
            items: read.items.map((item) => (item.sequence === last ? { ...refit(item, act), kind: ItemKind.steward } : item)),
        };
    };
}

test('E14: closed posts are refused at the relay, and what was written goes out after', async () => {
    const { world, lena, marek, dalia, channel } = three;
    await setFor(world, channel, StewardVerb.closePosts);
    await marek.say(channel, 'kept one');
    await marek.say(channel, 'kept two');
    expect(await stateOf(marek)).toMatchObject({ state: 'posts-closed', problem: undefined, waiting: 2 });
    expect(await marek.told(channel)).toContain('posts-closed');
    marek.restart();
    await setFor(world, channel, StewardVerb.openPosts);
    for (const device of [marek, dalia, lena]) await device.sync();
    expect(await dalia.words(channel)).toEqual(['Marek: kept one', 'Marek: kept two']);
    expect(await dalia.told(channel)).toContain('posts-opened');
    expect(await stateOf(marek)).toMatchObject({ state: 'open', waiting: 0 });
});

test('E14: a device that does not know of the act is refused by the relay and loses nothing', async () => {
    const { world, marek, dalia, channel } = three;
    const relay = world.relay.channel(channel);
    // As for somebody who came in after the act.
    relay.restrictions = 2;
    await marek.say(channel, 'kept');
    expect(await stateOf(marek)).toMatchObject({ state: 'open', waiting: 1 });
    expect(await marek.words(channel)).toEqual([]);
    relay.restrictions = 0;
    await marek.sync();
    await dalia.sync();
    expect(await dalia.words(channel)).toEqual(['Marek: kept']);
});

test('a closed channel is read and takes nothing, and says so', async () => {
    const { world, marek, dalia, channel } = three;
    await marek.say(channel, 'before');
    await setFor(world, channel, StewardVerb.close);
    await dalia.sync();
    expect(await stateOf(dalia)).toMatchObject({ state: 'closed', problem: undefined });
    expect(await dalia.words(channel)).toEqual(['Marek: before']);
    await expect(dalia.directory.send(channel, 'no more')).rejects.toMatchObject({ problem: 'restricted' });
    await expect(dalia.directory.renew(channel)).rejects.toMatchObject({ problem: 'restricted' });
});

describe('B16: while stewards demand their signature', () => {
    test('an insider commits no more, and talk goes on', async () => {
        const { world, lena, marek, dalia, channel } = three;
        const removes = [(await storedGroup(dalia, channel)).ownLeaf];
        const bad = await commitAnyway(marek, channel, { removes, hour: world.hour });
        await lena.sync();
        await setFor(world, channel, StewardVerb.demand);
        expect((await steward(world, channel, bad.sequence)).code).toBe(RelayCode.ok);
        expect((await commitAnyway(marek, channel, { removes, hour: world.hour })).code).toBe(RelayCode.restricted);
        await lena.say(channel, 'we go on');
        await dalia.sync();
        expect(await dalia.words(channel)).toEqual(['Lena: we go on']);
        expect(await dalia.told(channel)).toEqual(expect.arrayContaining(['demanded', 'undone']));
        await expect(lena.directory.renew(channel)).rejects.toMatchObject({ problem: 'restricted' });
        await setFor(world, channel, StewardVerb.release);
        await lena.directory.renew(channel);
        await dalia.sync();
        expect((await storedGroup(dalia, channel)).epoch).toBe((await storedGroup(lena, channel)).epoch);
    });

    test('what is written waits for a removal that is due', async () => {
        const { world, lena, marek, dalia, channel } = three;
        await setFor(world, channel, StewardVerb.demand);
        const leave = drawEntry({ type: 'leave', admission: idOfAdmission(dalia.admission) }, world.now);
        await dalia.store.write((writer) => {
            outboxEntryRecord.put(writer, bucket.outbox(bytesOf(channel)), 1000, leave);
        });
        dalia.restart();
        await dalia.sync();
        await marek.sync();
        await marek.say(channel, 'after she is out');
        expect(await stateOf(marek)).toMatchObject({ people: 3, waiting: 1 });
        await setFor(world, channel, StewardVerb.release);
        for (const device of [marek, lena]) await device.sync();
        expect(await stateOf(lena)).toMatchObject({ people: 2 });
        expect(await lena.words(channel)).toEqual(['Marek: after she is out']);
    });
});

test('A08: an act that no steward signed is refused by the relay and by members, and one of a steward is taken', async () => {
    const { world, lena, marek, dalia, channel } = three;
    const forged = await settingAct(world, channel, StewardVerb.closePosts, randomBytes(32));
    expect((await handInAct(world, channel, forged)).code).toBe(RelayCode.badSignature);
    await marek.say(channel, 'in the place of the act');
    showInPlaceOfLast(dalia, forged);
    await dalia.sync();
    expect(await stateOf(dalia)).toMatchObject(forked);
    expect(dalia.alarms).toEqual(['different-histories']);

    await setFor(world, channel, StewardVerb.closePosts);
    await lena.sync();
    expect(await stateOf(lena)).toMatchObject({ state: 'posts-closed' });
    expect(await lena.words(channel)).toEqual(['Marek: in the place of the act']);
});

test('B03: an act that the relay or a member brings a second time is refused', async () => {
    const { world, lena, marek, dalia, channel } = three;
    const close = await settingAct(world, channel, StewardVerb.closePosts);
    expect((await handInAct(world, channel, close)).code).toBe(RelayCode.ok);
    await setFor(world, channel, StewardVerb.openPosts);
    for (const device of [lena, dalia]) await device.sync();
    expect((await handInAct(world, channel, close)).code).toBe(RelayCode.behind);
    await marek.say(channel, 'in the place of the act');
    showInPlaceOfLast(dalia, close);
    await dalia.sync();
    expect(await stateOf(dalia)).toMatchObject(forked);

    await lena.sync();
    expect(await stateOf(lena)).toMatchObject({ state: 'open' });
    expect(await lena.words(channel)).toEqual(['Marek: in the place of the act']);
});

test('B11: a steward who undoes a valid change is not followed, and one who undoes a refused one is', async () => {
    const { world, lena, marek, dalia, channel } = three;
    const removes = [(await storedGroup(dalia, channel)).ownLeaf];
    const bad = await commitAnyway(marek, channel, { removes, hour: world.hour });
    await lena.sync();
    await steward(world, channel, bad.sequence);
    for (const device of [lena, dalia, marek]) await device.sync();
    expect(await stateOf(dalia)).toMatchObject({ state: 'open', people: 3 });

    await lena.directory.renew(channel);
    const valid = three.log().findLast((item) => item.kind === ItemKind.commit)!;
    await dalia.sync();
    await steward(world, channel, valid.sequence);
    await dalia.sync();
    expect(await stateOf(dalia)).toMatchObject({ ...forked, people: 3 });
});
