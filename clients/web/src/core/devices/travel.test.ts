import { beforeEach, expect, test } from 'vitest';
import { ChannelWorld, type Three } from '../../../tests/support/channelWorld.ts';

let three: Three;

beforeEach(async () => {
    three = await ChannelWorld.three();
});

test('E07: a device that leaves is taken out by whoever reads it, and nobody else is', async () => {
    const { lena, marek, dalia, channel } = three;
    expect(await marek.directory.leave(channel)).toBe(true);
    await dalia.sync();
    await lena.sync();
    expect((await lena.directory.channels())[0]?.people).toBe(2);
    expect(await dalia.told(channel)).toContain('Dalia left Marek');
    await marek.sync();
    expect((await marek.directory.channels())[0]?.state).toBe('removed');
    await dalia.say(channel, 'safe journey');
    await lena.sync();
    expect(await lena.words(channel)).toEqual(['Dalia: safe journey']);
});

test('E07: a channel that cannot be told is said not to have been', async () => {
    const { marek, dalia, channel } = three;
    marek.interference.before = () => {
        throw new Error('no connection');
    };
    await expect(marek.directory.leave(channel)).rejects.toThrow();
    await dalia.sync();
    expect((await dalia.directory.channels())[0]?.people).toBe(3);
    marek.interference.before = () => undefined;
    marek.restart();
    expect(await marek.directory.leave(channel)).toBe(true);
});
