import { expect, test } from 'vitest';
import { Plenary } from '../../../tests/support/plenary.ts';
import { storedGroup } from '../../../tests/support/rogue.ts';
import type { WebDevice } from '../../../tests/support/webDevice.ts';
import { passStock } from '../devices/passStock.ts';
import type { ChannelId } from '../wire/opaqueId.ts';
import { PassKind } from '../wire/passKind.ts';

const words = 'It goes on in';
const wordsIn = async (device: WebDevice, channel: ChannelId) =>
    (await device.channels.show(channel, 1000)).lines.flatMap(({ content }) => (content.type === 'text' ? [content.text] : []));
const stateOf = async (device: WebDevice, channel: ChannelId) => (await device.channels.channels()).find(({ id }) => id === channel)?.state;

test('B10: a channel that does not go on is rebuilt with its people, and the old one is closed', async () => {
    const plenary = await Plenary.of('Ana', 'Mallory');
    const [ana, mallory] = plenary.people as [WebDevice, WebDevice];
    const { lena, channel: old } = plenary;
    await ana.channels.send(old, 'before');
    await plenary.rounds();
    await plenary.commitAnyway(mallory, { removes: [(await storedGroup(plenary.as(ana), old)).ownLeaf] });
    await lena.round();
    await ana.round();
    expect(await stateOf(ana, old)).toBe('stopped');
    await expect(ana.stewards.rebuild(old, words)).rejects.toMatchObject({ problem: 'not-allowed' });
    const rebuilt = await lena.stewards.rebuild(old, words);
    expect(rebuilt).toMatchObject({ added: ['Ana', 'Mallory'], waiting: [], closed: true });
    expect((await lena.channels.channels()).map(({ waiting }) => waiting)).toEqual([0, 0]);
    await ana.round();
    await ana.channels.send(rebuilt.channel, 'we go on');
    await ana.round();
    await lena.round();
    expect(await wordsIn(lena, rebuilt.channel)).toEqual(['we go on']);
    expect(await wordsIn(ana, old)).toEqual(['before']);
    // Nobody could say so in a channel that stands still; the act that closed it is read once the change is undone.
    await plenary.act(lena, { act: 'supersede' });
    await ana.round();
    expect([await stateOf(ana, old), await stateOf(lena, old)]).toEqual(['closed', 'closed']);
});

test('a channel that takes messages says where it goes on, with title and rules of its own', async () => {
    const plenary = await Plenary.of('Ana');
    const [ana] = plenary.people as [WebDevice];
    const { lena, channel: old } = plenary;
    await expect(lena.stewards.rebuild(old, 'x'.repeat(20_000))).rejects.toMatchObject({ problem: 'text-too-long' });
    expect(await lena.channels.channels()).toHaveLength(1);
    const { channel, closed } = await lena.stewards.rebuild(old, words);
    await plenary.rounds();
    expect(closed).toBe(true);
    expect(await wordsIn(ana, old)).toEqual([`${words} ${channel.slice(0, 8)}`]);
    expect(await ana.channels.channels()).toMatchObject([
        { id: old, state: 'closed' },
        { id: channel, state: 'open', title: 'All', kind: 'plenary', people: 2 },
    ]);
});

test('who cannot come in yet is waited for, with one new channel and one pass', async () => {
    const plenary = await Plenary.of('Ana', 'Bea');
    const [, bea] = plenary.people as [WebDevice, WebDevice];
    const { lena, channel: old } = plenary;
    const box = plenary.office.relay.mailboxes.mailboxes.get(bea.session.device.mailbox.id)!;
    const packages = box.packages.splice(0);
    const before = await passStock.count(lena.store, PassKind.channel);
    const first = await lena.stewards.rebuild(old, words);
    expect(first).toMatchObject({ added: ['Ana'], waiting: ['Bea'], closed: false });
    expect(await stateOf(lena, old)).toBe('open');
    await lena.reopen();
    box.packages.push(...packages);
    // The new one's name means the one that is not done with.
    expect(await lena.stewards.rebuild(first.channel, words)).toMatchObject({
        channel: first.channel,
        added: ['Bea'],
        waiting: [],
        closed: true,
    });
    expect(await passStock.count(lena.store, PassKind.channel)).toBe(before - 1);
    // From then on it means itself.
    const second = await lena.stewards.rebuild(first.channel, words);
    expect(second.channel).not.toBe(first.channel);
    expect(await stateOf(lena, first.channel)).toBe('closed');
});

test('who is to be removed stays out, and only a steward closes the old one', async () => {
    const plenary = await Plenary.of('Ana', 'Bea');
    const [ana, bea] = plenary.people as [WebDevice, WebDevice];
    const { lena, channel: old } = plenary;
    const tariq = await plenary.facilitator('Tariq');
    await plenary.rounds(tariq);
    const jonas = await plenary.facilitator('Jonas');
    await plenary.rounds(tariq, jonas);
    await jonas.give(PassKind.channel, 1);
    await plenary.act(lena, { act: 'demand' });
    await plenary.rounds(tariq, jonas);
    expect(await ana.channels.leave(old)).toBe(true);
    await jonas.round();
    const rebuilt = await jonas.stewards.rebuild(old, words);
    expect(rebuilt).toMatchObject({ added: ['Lena', 'Bea', 'Tariq'], closed: false });
    await plenary.rounds(tariq, jonas);
    expect(await stateOf(ana, rebuilt.channel)).toBeUndefined();
    expect(await stateOf(bea, rebuilt.channel)).toBe('open');
    expect(await stateOf(bea, old)).toBe('open');
});
