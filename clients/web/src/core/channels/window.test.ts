import { beforeEach, expect, test } from 'vitest';
import { ChannelWorld, type Three } from '../../../tests/support/channelWorld.ts';
import type { TestDevice } from '../../../tests/support/testDevice.ts';
import { RelayUnreachable } from '../connection/relayUnreachable.ts';
import { drawId, type ChannelId } from '../wire/opaqueId.ts';
import { StoreFailure } from '../storage/storeFailure.ts';

let three: Three;

beforeEach(async () => {
    three = await ChannelWorld.three();
});

const stateOf = async (device: TestDevice) => (await device.directory.channels())[0]!;

/** Lets the news that follow from what was done be told. */
async function settled(): Promise<void> {
    for (let i = 0; i < 50; i++) await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve, 20));
}

test('a channel shows who reads it, by side in the order of the Charter, neutral people last', async () => {
    const { lena } = three;
    const view = await stateOf(lena);
    expect(view).toMatchObject({ title: 'Plenary', kind: 'plenary', people: 3, party: undefined });
    expect(view.readers).toEqual([
        { party: { code: 'H', title: 'Hill', mark: 0 }, count: 1 },
        { party: { code: 'C', title: 'Coast', mark: 1 }, count: 1 },
        { party: undefined, count: 1 },
    ]);
});

test('what others say is unread until the channel is shown; own words never are', async () => {
    const { lena, marek, dalia, channel } = three;
    await marek.say(channel, 'one');
    await dalia.say(channel, 'two');
    await lena.say(channel, 'mine');
    expect(await stateOf(lena)).toMatchObject({ unread: 2, last: { from: 'Lena', text: 'mine' } });
    await lena.directory.show(channel, 20);
    expect(await stateOf(lena)).toMatchObject({ unread: 0 });
    lena.directory.hide();
    await marek.say(channel, 'three');
    await lena.sync();
    expect(await stateOf(lena)).toMatchObject({ unread: 1 });
    lena.restart();
    expect(await stateOf(lena)).toMatchObject({ unread: 1 });
});

test('a visit knows up to where the channel was read before, however far back it reaches', async () => {
    const { lena, marek, channel } = three;
    await marek.say(channel, 'one');
    await lena.sync();
    expect((await lena.directory.show(channel, 20)).seenTo).toBe(0);
    lena.directory.hide();
    const read = (await lena.lines(channel)).at(-1)!.number;
    lena.directory.hide();
    await marek.say(channel, 'two');
    await lena.sync();
    lena.restart();
    const seen = [await lena.directory.show(channel, 1), await lena.directory.show(channel, 20)].map(({ seenTo }) => seenTo);
    expect(seen).toEqual([read, read]);
});

test('a line waits, is at the relay, and keeps its id', async () => {
    const { marek, dalia, channel } = three;
    const line = await marek.directory.send(channel, 'a line');
    expect(line).toMatchObject({ number: 0, own: true, from: 'Marek', state: 'waiting', party: { code: 'H' } });
    expect((await marek.lines(channel)).at(-1)).toEqual(line);
    expect(await stateOf(marek)).toMatchObject({ waiting: 1 });

    marek.interference.before = (name) => {
        if (name === 'Read') marek.interference.before = (next) => void (next === 'Read' && cut());
    };
    await expect(marek.sync()).rejects.toThrow(RelayUnreachable);
    marek.interference.before = () => undefined;
    await marek.sync();
    expect((await marek.lines(channel)).at(-1)).toMatchObject({ id: line.id, state: 'at-relay', own: true });
    expect((await marek.lines(channel)).at(-1)?.number).toBeGreaterThan(0);
    expect(await stateOf(marek)).toMatchObject({ waiting: 0 });
    await dalia.sync();
    expect((await dalia.lines(channel)).at(-1)).toMatchObject({ id: line.id, from: 'Marek', state: 'received', own: false });
});

function cut(): never {
    throw new RelayUnreachable('cut');
}

test('a channel carries what members of one epoch compare; it changes with the epoch', async () => {
    const { lena, marek, channel } = three;
    const before = await stateOf(lena);
    expect(before.authenticator).toMatch(/^[0-9a-f]{64}$/);
    expect((await stateOf(marek)).authenticator).toBe(before.authenticator);
    const noor = await three.world.participant('Noor', 'C');
    await noor.putPackages();
    await lena.directory.add(channel, [noor.candidate]);
    await marek.sync();
    const after = await stateOf(marek);
    expect(after.authenticator).not.toBe(before.authenticator);
    expect((await stateOf(lena)).authenticator).toBe(after.authenticator);
});

test('the newest lines are shown, and whether there are earlier ones', async () => {
    const { marek, channel } = three;
    for (let i = 0; i < 10; i++) await marek.directory.send(channel, `${i}`);
    await marek.sync();
    const talk = await marek.directory.show(channel, 3);
    expect(talk.lines.map((line) => line.content)).toEqual(['7', '8', '9'].map((text) => ({ type: 'text', text })));
    expect(talk.earlier).toBe(true);
    expect((await marek.directory.show(channel, 1000)).earlier).toBe(false);
});

test('the shown channel is told as it changes, others only in the list', async () => {
    const { lena, marek, channel } = three;
    await lena.directory.show(channel, 20);
    await marek.say(channel, 'hello');
    lena.news.splice(0);
    await lena.sync();
    await settled();
    const talks = lena.news.filter((news) => news.news === 'talk');
    expect(talks.at(-1)?.talk.lines.at(-1)).toMatchObject({ from: 'Marek', content: { text: 'hello' } });
    expect(lena.news.at(-1)).toMatchObject({ news: 'channels', channels: [{ unread: 0, last: { text: 'hello' } }] });

    lena.directory.hide();
    await marek.say(channel, 'unseen');
    lena.news.splice(0);
    await lena.sync();
    await settled();
    expect(lena.news.every((news) => news.news === 'channels')).toBe(true);
    expect(lena.news.at(-1)).toMatchObject({ channels: [{ unread: 1 }] });
});

test('nothing is shown before it is stored', async () => {
    const { lena, marek, channel } = three;
    await marek.say(channel, 'hello');
    await lena.directory.show(channel, 20);
    let shown: readonly string[] = ['not asked'];
    lena.onFault = (point) => {
        if (point === 'before-items-persist') void lena.words(channel).then((words) => (shown = words));
    };
    lena.store.failure = new StoreFailure('full');
    await expect(lena.sync()).rejects.toThrow(StoreFailure);
    await settled();
    expect(shown).toEqual([]);
    lena.onFault = () => undefined;
    await lena.sync();
    expect(await lena.words(channel)).toEqual(['Marek: hello']);
});

test('words that are too long are not kept, the longest are', async () => {
    const { marek, channel } = three;
    await expect(marek.directory.send(channel, 'س'.repeat(8193))).rejects.toMatchObject({ problem: 'text-too-long' });
    await expect(marek.directory.send(channel, '\ud800')).rejects.toMatchObject({ problem: 'text-too-long' });
    expect(await stateOf(marek)).toMatchObject({ waiting: 0 });
    await marek.say(channel, 'س'.repeat(8192));
    expect(await marek.words(channel)).toHaveLength(1);
});

test('a channel that is not there is not found', async () => {
    const none = drawId<ChannelId>();
    await expect(three.lena.directory.show(none, 20)).rejects.toMatchObject({ problem: 'not-found' });
    await expect(three.lena.directory.send(none, 'hello')).rejects.toMatchObject({ problem: 'not-found' });
    expect((await three.lena.directory.show(three.channel, 20)).channel.title).toBe('Plenary');
});

test('one channel in trouble does not hold up the others', async () => {
    const { world, lena, marek, channel } = three;
    const second = await world.plenary(lena, 'Water');
    await marek.putPackages();
    await lena.directory.add(second, [marek.candidate]);
    await marek.receive();
    world.relay.channels.delete(channel);
    marek.restart();
    await marek.say(second, 'here it goes on');
    await lena.sync();
    expect(await lena.words(second)).toEqual(['Marek: here it goes on']);
    expect((await marek.directory.channels()).map((view) => view.title)).toEqual(['Plenary', 'Water']);
});
