import { beforeEach, describe, expect, test } from 'vitest';
import { ChannelWorld, randomBytes, type Three } from '../../../tests/support/channelWorld.ts';
import { commitAnyway, refit, steward, storedGroup } from '../../../tests/support/rogue.ts';
import type { TestDevice } from '../../../tests/support/testDevice.ts';
import { ed25519PublicKey } from '../trust/ed25519.ts';
import { RelayCode } from '../wire/relayCode.ts';
import { accessKey } from './accessKey.ts';

let three: Three;

beforeEach(async () => {
    three = await ChannelWorld.three();
});

const stateOf = async (device: TestDevice) => (await device.directory.channels())[0]!;

/** Marek's program throws Dalia out without any reason. */
async function throwDaliaOut(): Promise<number> {
    const { world, marek, dalia, channel } = three;
    const removes = [(await storedGroup(dalia, channel)).ownLeaf];
    const reply = await commitAnyway(marek, channel, { removes, hour: world.hour });
    expect(reply.code).toBe(RelayCode.ok);
    return reply.sequence;
}

describe('a commit that breaks the rules', () => {
    test('is refused: the channel waits in its old epoch, and what is written is kept', async () => {
        const { lena, channel } = three;
        await throwDaliaOut();
        const before = (await storedGroup(lena, channel)).epoch;
        await lena.say(channel, 'who did that?');
        expect(await stateOf(lena)).toMatchObject({ state: 'stopped', problem: 'change-refused', people: 3, waiting: 1 });
        expect((await storedGroup(lena, channel)).epoch).toBe(before);
        expect(lena.alarms).toEqual(['change-refused']);
    });

    test('is undone by a steward, and all go on as if it had not been', async () => {
        const { world, lena, marek, dalia, channel } = three;
        const sequence = await throwDaliaOut();
        await lena.say(channel, 'who did that?');
        await dalia.sync();
        expect((await steward(world, channel, sequence)).code).toBe(RelayCode.ok);
        for (const device of [lena, dalia, marek, lena]) await device.sync();
        await dalia.say(channel, 'still here');
        for (const device of [lena, marek]) await device.sync();
        for (const device of [lena, marek, dalia]) {
            expect(await device.words(channel)).toEqual(['Lena: who did that?', 'Dalia: still here']);
            expect(await device.told(channel)).toContain('undone');
            expect(await stateOf(device)).toMatchObject({ state: 'open', people: 3, waiting: 0 });
        }
    });

    test('is refused when its hour goes back, and the same in its hour is taken', async () => {
        const { world, lena, marek, channel } = three;
        const first = await commitAnyway(marek, channel, { hour: world.hour - 1 });
        await lena.sync();
        expect(await stateOf(lena)).toMatchObject({ state: 'stopped' });
        await steward(world, channel, first.sequence);
        await lena.sync();
        const epoch = (await storedGroup(lena, channel)).epoch;
        await marek.sync();
        await marek.directory.renew(channel);
        await lena.sync();
        expect((await storedGroup(lena, channel)).epoch).toBe(epoch + 1n);
        expect(await stateOf(lena)).toMatchObject({ state: 'open' });
    });
});

describe('a commit of a later hour', () => {
    test('is waited for when a wrong clock explains it', async () => {
        const { world, lena, marek, channel } = three;
        await commitAnyway(marek, channel, { hour: world.hour + 3 });
        await lena.say(channel, 'soon');
        expect(await stateOf(lena)).toMatchObject({ state: 'open', waiting: 1 });
        expect(lena.alarms).toEqual([]);
        world.wait(3);
        await lena.sync();
        expect(await stateOf(lena)).toMatchObject({ state: 'open', waiting: 0 });
    });

    test('is refused when nothing explains it', async () => {
        const { world, lena, marek, channel } = three;
        await commitAnyway(marek, channel, { hour: world.hour + 24 * 365 * 10 });
        await lena.sync();
        expect(await stateOf(lena)).toMatchObject({ state: 'stopped', problem: 'change-refused' });
    });
});

describe('a steward', () => {
    test('cannot undo what holds: who took it says so and stops', async () => {
        const { world, lena, marek, channel, log } = three;
        await lena.directory.renew(channel);
        await marek.sync();
        await steward(world, channel, log().length);
        await marek.sync();
        expect(await stateOf(marek)).toMatchObject({ state: 'stopped', problem: 'different-histories' });
        expect(marek.alarms).toEqual(['different-histories']);
    });

    test('sets a wrong access key right, and nobody else can', async () => {
        const { world, lena, marek, channel } = three;
        const { sequence } = await commitAnyway(marek, channel, { hour: world.hour, nextKey: randomBytes(32) });
        await lena.say(channel, 'locked out');
        expect(lena.alarms).toEqual(['wrong-access-key']);
        expect(await stateOf(lena)).toMatchObject({ waiting: 1 });
        const right = await ed25519PublicKey(accessKey.seed(await storedGroup(lena, channel)));
        await steward(world, channel, sequence, right);
        await lena.sync();
        expect(await lena.words(channel)).toEqual(['Lena: locked out']);
        expect(await stateOf(lena)).toMatchObject({ state: 'open', waiting: 0 });
    });

    test('is a steward only with a key of the policy', async () => {
        const { world, lena, dalia, channel } = three;
        const sequence = await throwDaliaOut();
        await lena.sync();
        const reply = await steward(world, channel, sequence);
        const items = world.relay.channel(channel).items;
        const item = items[reply.sequence - 1]!;
        const forged = item.bytes.slice();
        forged[forged.length - 1]! ^= 1;
        // The relay takes a false act for a true one.
        lena.interference.after = (name, _, answer) => {
            if (name !== 'Read') return undefined;
            const read = answer as { items: typeof items };
            return { ...read, items: read.items.map((one) => (one.sequence === item.sequence ? refit(one, forged) : one)) };
        };
        await lena.sync();
        expect(await stateOf(lena)).toMatchObject({ state: 'stopped', problem: 'different-histories' });
        await dalia.sync();
        expect(await stateOf(dalia)).toMatchObject({ state: 'open', people: 3 });
    });
});
