import { expect, test } from 'vitest';
import { ChannelWorld } from '../../../tests/support/channelWorld.ts';
import type { TestDevice } from '../../../tests/support/testDevice.ts';
import type { ChannelId, MessageId } from '../wire/opaqueId.ts';
import { PolicyDirectory } from './policyDirectory.ts';
import type { PolicyStep } from './policyDesk.ts';

const set = (device: TestDevice, channel: ChannelId, step: PolicyStep) => new PolicyDirectory(device.directory).set(channel, step);
const viewOf = async (device: TestDevice) => (await device.directory.channels())[0]!;

/** The lines of the channel itself as somebody reads them. */
async function told(device: TestDevice, channel: ChannelId): Promise<readonly string[]> {
    const { lines } = await device.directory.show(channel, 50);
    return lines.flatMap(({ content }) => (content.type === 'notice' ? [JSON.stringify(content.notice)] : []));
}

test('a facilitator pauses a channel: everybody reads why and until when, and nobody else writes until it is over', async () => {
    const { world, lena, marek, channel } = await ChannelWorld.three();
    await set(lena, channel, { act: 'pause', reason: ' The hall is searched ', hours: 2 });
    await marek.sync();
    const until = (world.hour + 3) * 3_600_000;
    expect((await viewOf(marek)).pause).toEqual({ reason: 'The hall is searched', until });
    expect((await told(marek, channel)).at(-1)).toBe(JSON.stringify({ type: 'paused', by: 'Lena', reason: 'The hall is searched', until }));
    await expect(marek.directory.send(channel, 'but')).rejects.toMatchObject({ problem: 'paused' });
    await lena.directory.send(channel, 'soon');
    await set(lena, channel, { act: 'resume' });
    await marek.sync();
    await marek.directory.send(channel, 'now');
    expect((await told(marek, channel)).at(-1)).toBe(JSON.stringify({ type: 'resumed', by: 'Lena' }));
    await set(lena, channel, { act: 'pause', reason: '', hours: 1 });
    await marek.sync();
    await expect(marek.directory.send(channel, 'but')).rejects.toMatchObject({ problem: 'paused' });
    world.wait(2);
    await marek.directory.send(channel, 'the hour is over');
});

test('slow mode holds by the own clock, over a restart too, and a title is what all read', async () => {
    const { world, lena, dalia, channel } = await ChannelWorld.three();
    await set(lena, channel, { act: 'slow', seconds: 300 });
    await set(lena, channel, { act: 'rename', title: 'The river' });
    await dalia.sync();
    expect(await viewOf(dalia)).toMatchObject({ slowModeSeconds: 300, title: 'The river' });
    await dalia.directory.send(channel, 'one');
    await expect(dalia.directory.send(channel, 'two')).rejects.toMatchObject({ problem: 'too-soon' });
    await dalia.sync();
    dalia.restart();
    await expect(dalia.directory.send(channel, 'two')).rejects.toMatchObject({ problem: 'too-soon' });
    world.now += 301_000;
    const two = await dalia.directory.send(channel, 'two');
    await dalia.sync();
    world.now += 301_000;
    await dalia.directory.send(channel, 'an answer', two.id as MessageId);
    await expect(dalia.directory.send(channel, 'three')).rejects.toMatchObject({ problem: 'too-soon' });
    for (const text of ['a', 'b']) await lena.directory.send(channel, text);
    expect((await told(dalia, channel)).slice(-2)).toEqual([
        JSON.stringify({ type: 'slowed', by: 'Lena', seconds: 300 }),
        JSON.stringify({ type: 'renamed', by: 'Lena', title: 'The river' }),
    ]);
});

test('who is no facilitator sets nothing, nor anybody what is so already or cannot be', async () => {
    const { lena, marek, channel } = await ChannelWorld.three();
    await expect(set(marek, channel, { act: 'rename', title: 'Mine' })).rejects.toMatchObject({ problem: 'not-allowed' });
    await expect(set(lena, channel, { act: 'rename', title: 'Plenary' })).rejects.toMatchObject({ problem: 'nothing-to-change' });
    await expect(set(lena, channel, { act: 'resume' })).rejects.toMatchObject({ problem: 'nothing-to-change' });
    await expect(set(lena, channel, { act: 'rename', title: ' ' })).rejects.toMatchObject({ problem: 'bad-name' });
    await expect(set(lena, channel, { act: 'pause', reason: 'x'.repeat(513), hours: 1 })).rejects.toMatchObject({
        problem: 'text-too-long',
    });
    await expect(set(lena, channel, { act: 'pause', reason: '', hours: 0 })).rejects.toMatchObject({ problem: 'bad-time' });
    await expect(set(lena, channel, { act: 'slow', seconds: 86401 })).rejects.toMatchObject({ problem: 'bad-time' });
    expect(await viewOf(lena)).toMatchObject({ title: 'Plenary', pause: undefined, slowModeSeconds: 0 });
    await set(lena, channel, { act: 'rename', title: 'Ours' });
    expect(await viewOf(lena)).toMatchObject({ title: 'Ours' });
});

test('of two facilitators who set something at once both hold, the later one made anew after the earlier', async () => {
    const { world, lena, marek, channel } = await ChannelWorld.three();
    const tariq = await world.secondFacilitator('Tariq');
    await tariq.putPackages();
    await lena.directory.add(channel, [tariq.candidate]);
    await tariq.receive();
    for (const device of [tariq, lena, marek]) await device.sync();
    await Promise.all([set(lena, channel, { act: 'rename', title: 'Ours' }), set(tariq, channel, { act: 'slow', seconds: 60 })]);
    for (const device of [lena, tariq, marek]) await device.sync();
    expect(await viewOf(marek)).toMatchObject({ title: 'Ours', slowModeSeconds: 60 });
});
