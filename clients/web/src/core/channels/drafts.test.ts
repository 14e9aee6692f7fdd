import { expect, test } from 'vitest';
import { ChannelWorld } from '../../../tests/support/channelWorld.ts';
import type { MessageId } from '../wire/opaqueId.ts';

test('what is being written is kept for its channel until it is sent', async () => {
    const { world, lena, marek, channel } = await ChannelWorld.three();
    const second = await world.plenary(lena, 'Water');
    const { id } = await marek.say(channel, 'Shall we meet?');
    await lena.sync();
    const draftIn = async (where: typeof channel) => (await lena.directory.show(where, 10)).draft;

    await lena.directory.keepDraft(channel, { text: ' On Fri', replyTo: id as MessageId });
    await lena.directory.keepDraft(second, { text: 'elsewhere', replyTo: undefined });
    lena.restart();
    expect(await draftIn(channel)).toMatchObject({ text: ' On Fri', answers: { id, from: 'Marek', text: 'Shall we meet?' } });
    expect(await draftIn(second)).toEqual({ text: 'elsewhere', answers: undefined });

    await lena.directory.send(channel, 'On Friday', id as MessageId);
    expect([await draftIn(channel), (await draftIn(second))?.text]).toEqual([undefined, 'elsewhere']);
    await lena.directory.keepDraft(second, { text: ' \n', replyTo: undefined });
    expect(await draftIn(second)).toBeUndefined();
});

test('a draft longer than any message is kept, without end it is not', async () => {
    const { lena, channel } = await ChannelWorld.three();
    const long = { text: 'x'.repeat(128 * 1024), replyTo: undefined };
    await lena.directory.keepDraft(channel, long);
    await expect(lena.directory.keepDraft(channel, { ...long, text: `${long.text}x` })).rejects.toMatchObject({ problem: 'text-too-long' });
    expect((await lena.directory.show(channel, 10)).draft?.text).toHaveLength(128 * 1024);
});

test('a device that is removed from a channel keeps no draft of it', async () => {
    const { lena, marek, dalia, channel } = await ChannelWorld.three();
    for (const device of [marek, dalia]) await device.directory.keepDraft(channel, { text: 'half', replyTo: undefined });
    await lena.remove(channel, 'Dalia');
    await marek.sync();
    await dalia.sync();
    expect((await dalia.directory.show(channel, 10)).draft).toBeUndefined();
    expect((await marek.directory.show(channel, 10)).draft?.text).toBe('half');
});
