import { expect, test } from 'vitest';
import { ChannelWorld } from '../../../tests/support/channelWorld.ts';
import { RelayUnreachable } from '../connection/relayUnreachable.ts';
import { ItemKind } from '../wire/itemKind.ts';
import { RelayCode } from '../wire/relayCode.ts';

test('three devices talk, and all read the same in the same order', async () => {
    const { lena, marek, dalia, channel, log } = await ChannelWorld.three();
    await marek.say(channel, 'Our figure is 2.6.');
    await dalia.say(channel, 'Ours is 3.1.');
    await lena.say(channel, 'Both with their sources.');
    await marek.sync();
    await dalia.sync();

    const said = ['Marek: Our figure is 2.6.', 'Dalia: Ours is 3.1.', 'Lena: Both with their sources.'];
    for (const device of [lena, marek, dalia]) expect(await device.words(channel)).toEqual(said);
    expect(await lena.told(channel)).toEqual(['Lena added Marek, Dalia']);
    expect(await marek.told(channel)).toEqual(['Lena joined Marek']);
    expect(log().filter((item) => item.kind === ItemKind.talk)).toHaveLength(4);
    expect([...lena.alarms, ...marek.alarms, ...dalia.alarms]).toEqual([]);
});

test('a hundred messages go out in the order in which they were written', async () => {
    const { lena, marek, channel } = await ChannelWorld.three();
    const texts = Array.from({ length: 100 }, (_, i) => `number ${i}`);
    for (const text of texts) await marek.directory.send(channel, text);
    await marek.sync();
    await lena.sync();
    expect(await lena.words(channel)).toEqual(texts.map((text) => `Marek: ${text}`));
});

test('what is written while the channel is synced goes out once', async () => {
    const { lena, marek, channel } = await ChannelWorld.three();
    const sending = [marek.directory.send(channel, 'one'), marek.sync(), marek.directory.send(channel, 'two')];
    const more = marek.directory.send(channel, 'three');
    await Promise.all([...sending, more]);
    await marek.sync();
    await lena.sync();
    expect((await lena.words(channel)).toSorted()).toEqual(['Marek: one', 'Marek: three', 'Marek: two']);
    expect((await marek.directory.channels())[0]?.waiting).toBe(0);
});

test('an acknowledgement that is lost doubles nothing', async () => {
    const { lena, marek, channel, log } = await ChannelWorld.three();
    const answers: unknown[] = [];
    marek.interference.after = (name, _, reply) => {
        if (name !== 'Post') return undefined;
        answers.push(reply);
        marek.interference.after = (_, __, again) => void answers.push(again);
        throw new RelayUnreachable('cut');
    };
    await marek.directory.send(channel, 'once');
    await expect(marek.sync()).rejects.toThrow(RelayUnreachable);
    const before = log().length;

    marek.restart();
    await marek.sync();
    await lena.sync();
    expect(log()).toHaveLength(before);
    expect(await lena.words(channel)).toEqual(['Marek: once']);
    expect(await marek.words(channel)).toEqual(['Marek: once']);
});

test('a retry of the same bytes is answered with the first sequence', async () => {
    const { marek, channel, log } = await ChannelWorld.three();
    const sequences: number[] = [];
    let cuts = 1;
    marek.interference.before = (name) => {
        // The relay has the item, but is slow to show it.
        if (name === 'Read' && sequences.length > 0 && cuts-- > 0) throw new RelayUnreachable('timeout');
    };
    marek.interference.after = (name, _, reply) => {
        if (name === 'Post') sequences.push((reply as { sequence: number }).sequence);
    };
    await marek.directory.send(channel, 'once');
    await expect(marek.sync()).rejects.toThrow(RelayUnreachable);
    await marek.sync();
    expect(await marek.words(channel)).toEqual(['Marek: once']);
    expect(new Set(sequences).size).toBe(1);
    expect(log().at(-1)?.sequence).toBe(sequences[0]);
});

test('a message that a commit overtakes is sealed again under its own id', async () => {
    const { lena, marek, channel, log } = await ChannelWorld.three();
    const posted: { epoch: bigint; message: string }[] = [];
    const codes: RelayCode[] = [];
    marek.interference.before = async (name, request) => {
        if (name !== 'Post') return;
        posted.push(request as { epoch: bigint; message: string });
        if (posted.length === 1) await lena.directory.renew(channel);
    };
    marek.interference.after = (name, _, reply) => {
        if (name === 'Post') codes.push((reply as { code: RelayCode }).code);
    };
    const line = await marek.say(channel, 'overtaken');
    await lena.sync();

    expect(codes).toEqual([RelayCode.staleEpoch, RelayCode.ok]);
    expect(posted.map((post) => post.message)).toEqual([line.id, line.id]);
    expect(posted[1]?.epoch).toBe((posted[0]?.epoch ?? 0n) + 1n);
    expect(log().filter((item) => item.message === line.id)).toHaveLength(1);
    expect(await lena.words(channel)).toEqual(['Marek: overtaken']);
    expect(await marek.words(channel)).toEqual(['Marek: overtaken']);
});

test('a device that is three epochs behind climbs them one by one', async () => {
    const { lena, marek, dalia, channel } = await ChannelWorld.three();
    for (const text of ['first', 'second', 'third']) {
        await marek.say(channel, text);
        await lena.directory.renew(channel);
    }
    await dalia.say(channel, 'I was away');
    await marek.sync();
    const said = ['Marek: first', 'Marek: second', 'Marek: third', 'Dalia: I was away'];
    expect(await dalia.words(channel)).toEqual(said);
    expect(await marek.words(channel)).toEqual(said);
});

test('a device renews its keys before it writes when the epoch is a day old', async () => {
    const { marek, lena, channel, log } = await ChannelWorld.three();
    const commits = (): number => log().filter((item) => item.kind === ItemKind.commit).length;
    const before = commits();
    await marek.say(channel, 'the same day');
    expect(commits()).toBe(before);
    lena.world.wait(25);
    await marek.say(channel, 'the day after');
    await lena.sync();
    expect(commits()).toBe(before + 1);
    expect(await lena.words(channel)).toEqual(['Marek: the same day', 'Marek: the day after']);
});

test('a device renews its keys after 150 messages', async () => {
    const { marek, channel, log } = await ChannelWorld.three();
    const commits = (): number => log().filter((item) => item.kind === ItemKind.commit).length;
    const before = commits();
    for (let i = 0; i < 175; i++) await marek.directory.send(channel, `${i}`);
    await marek.sync();
    expect(commits()).toBe(before + 1);
    expect(await marek.words(channel)).toHaveLength(175);
});
