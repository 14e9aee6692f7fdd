import { expect, test } from 'vitest';
import { ChannelWorld } from '../../../tests/support/channelWorld.ts';
import { ItemKind } from '../wire/itemKind.ts';

test('three devices talk, and all read the same in the same order', async () => {
    const world = await ChannelWorld.create();
    const lena = await world.facilitator('Lena');
    const marek = await world.participant('Marek', 'H');
    const dalia = await world.participant('Dalia', 'C');
    const channel = await world.plenary(lena);
    await marek.putPackages();
    await dalia.putPackages();

    await lena.directory.add(channel, [marek.candidate, dalia.candidate]);
    await marek.receive();
    await dalia.receive();
    await marek.say(channel, 'Our figure is 2.6.');
    await dalia.say(channel, 'Ours is 3.1.');
    await lena.say(channel, 'Both with their sources.');
    await marek.sync();
    await dalia.sync();

    const said = ['Marek: Our figure is 2.6.', 'Dalia: Ours is 3.1.', 'Lena: Both with their sources.'];
    for (const device of [lena, marek, dalia]) expect(await device.words(channel)).toEqual(said);
    expect(await lena.told(channel)).toEqual(['Lena added Marek, Dalia']);
    expect(await marek.told(channel)).toEqual(['Lena joined Marek']);
    const talk = world.relay.channel(channel).items.filter((item) => item.kind === ItemKind.talk);
    expect(talk).toHaveLength(4);
});
