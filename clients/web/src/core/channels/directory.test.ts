import { expect, test } from 'vitest';
import { ChannelWorld } from '../../../tests/support/channelWorld.ts';
import { RelayRefused } from '../connection/relayRefused.ts';
import { RelayUnreachable } from '../connection/relayUnreachable.ts';
import { StoreFailure } from '../storage/storeFailure.ts';
import { OldCopy } from '../sync/oldCopy.ts';
import { RelayCode } from '../wire/relayCode.ts';

/** A plenary and a second channel after it, whose members are the same. */
async function two() {
    const three = await ChannelWorld.three();
    const { world, lena, marek } = three;
    await marek.putPackages();
    const second = await world.plenary(lena, 'Second');
    await lena.directory.add(second, [marek.candidate]);
    await marek.receive();
    await marek.sync();
    await lena.sync();
    await lena.directory.send(three.channel, 'first');
    await lena.say(second, 'second');
    return { ...three, second };
}

/** Fails whatever asks for the first channel. */
function failing({ marek, channel }: Awaited<ReturnType<typeof two>>, failure: () => Error): void {
    marek.restart();
    marek.interference.before = (_, request) => {
        if ((request as { channel?: string }).channel === channel) throw failure();
    };
}

test('something unforeseen in one channel is told once and does not hold up the others', async () => {
    const world = await two();
    const { marek, channel, second } = world;
    failing(world, () => new TypeError('nobody foresaw it'));
    await marek.sync();
    await marek.sync();
    expect(marek.alarms).toEqual(['unexpected']);
    expect([await marek.words(channel), await marek.words(second)]).toEqual([[], ['Lena: second']]);

    marek.interference.before = () => undefined;
    await marek.sync();
    expect(await marek.words(channel)).toEqual(['Lena: first']);
});

test('a relay that has no time for one channel is asked for the others, and all are tried again', async () => {
    const world = await two();
    const { marek, second } = world;
    failing(world, () => new RelayRefused(RelayCode.unavailable));
    await expect(marek.sync()).rejects.toThrow(RelayRefused);
    expect([await marek.words(second), marek.alarms]).toEqual([['Lena: second'], []]);
});

test.each([new RelayUnreachable('cut'), new OldCopy(), new StoreFailure('damaged')])('%s ends the round', async (failure) => {
    const world = await two();
    const { marek, second } = world;
    failing(world, () => failure);
    await expect(marek.sync()).rejects.toBe(failure);
    expect([await marek.words(second), marek.alarms]).toEqual([[], []]);
});
