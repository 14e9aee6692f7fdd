import { describe, expect, test } from 'vitest';
import { randomBytes } from '../../../tests/support/channelWorld.ts';
import { Plenary } from '../../../tests/support/plenary.ts';
import { handInAct, settingAct, steward, storedGroup } from '../../../tests/support/rogue.ts';
import type { WebDevice } from '../../../tests/support/webDevice.ts';
import { drawId, type MessageId } from '../wire/opaqueId.ts';
import { ItemKind } from '../wire/itemKind.ts';
import { StewardVerb } from '../wire/proofs/stewardAct.ts';
import { RelayCode } from '../wire/relayCode.ts';

const none = { problem: 'no-steward' };
const nothing = { problem: 'nothing-to-change' };
const actsIn = ({ log }: Plenary) => log.items.filter(({ kind }) => kind === ItemKind.steward).length;
/** A world as the helpers for programs of another kind want it, with this device's steward key. */
const around = async (plenary: Plenary, device: WebDevice) =>
    ({
        relay: plenary.office.relay.channels,
        hour: plenary.office.hour,
        stewardSeed: (await plenary.stateOf(device)).stewardSeed,
    }) as never;

describe('what a steward sets', () => {
    test('E14: closed posts keep what is written back until a steward opens them; nobody else does either', async () => {
        const plenary = await Plenary.of('Ana', 'Bea');
        const [ana, bea] = plenary.people as [WebDevice, WebDevice];
        await expect(plenary.act(ana, { act: 'closePosts' })).rejects.toMatchObject(none);
        await expect(plenary.act(plenary.lena, { act: 'openPosts' })).rejects.toMatchObject(nothing);
        expect(actsIn(plenary)).toBe(0);
        await plenary.act(plenary.lena, { act: 'closePosts' });
        await expect(plenary.act(plenary.lena, { act: 'closePosts' })).rejects.toMatchObject(nothing);
        await ana.channels.send(plenary.channel, 'kept');
        await plenary.rounds();
        expect(await ana.channel('All')).toMatchObject({ state: 'posts-closed', waiting: 1 });
        await plenary.act(plenary.lena, { act: 'openPosts' });
        await plenary.rounds();
        expect((await bea.channel('All')).last).toMatchObject({ text: 'kept' });
        expect(await bea.told(plenary.channel)).toEqual(expect.arrayContaining(['posts-closed', 'posts-opened']));
    });

    test('A08: a key that is no steward’s is refused by the relay, and a steward’s is taken', async () => {
        const plenary = await Plenary.of('Ana');
        const [ana] = plenary.people as [WebDevice];
        await plenary.tamper(ana, { stewardSeed: randomBytes(32) });
        for (const act of ['demand', 'release', 'closePosts', 'close'] as const) {
            const refused = act === 'release' ? nothing : { code: RelayCode.badSignature };
            await expect(plenary.act(ana, { act })).rejects.toMatchObject(refused);
        }
        await expect(plenary.act(ana, { act: 'shorten', days: 3 })).rejects.toMatchObject({ code: RelayCode.badSignature });
        expect([actsIn(plenary), plenary.log.restrictions, plenary.log.talkDays]).toEqual([0, 0, 30]);
        await plenary.act(plenary.lena, { act: 'demand' });
        expect(plenary.log.restrictions).toBe(1);
    });

    test('B03: an act is made for one place of the log: overtaken it is made anew, brought again it is refused', async () => {
        const plenary = await Plenary.of('Ana');
        const [ana] = plenary.people as [WebDevice];
        const { interference, channels } = plenary.office.relay;
        const demand = await settingAct(await around(plenary, plenary.lena), plenary.channel, StewardVerb.demand);
        // Another act comes when the steward has read to the head and before its own is there.
        interference.after = (name) => {
            if (name !== 'Read') return;
            interference.after = () => undefined;
            plenary.log.append(drawId<MessageId>(), ItemKind.steward, demand);
            plenary.log.restrictions = 1;
        };
        const before = channels.calls.length;
        await plenary.act(plenary.lena, { act: 'closePosts' });
        expect(plenary.log.restrictions).toBe(3);
        expect(channels.calls.slice(before).filter((name) => name === 'Steward')).toHaveLength(2);
        const [, overtaken] = plenary.log.items.filter(({ kind }) => kind === ItemKind.steward);
        await plenary.act(plenary.lena, { act: 'openPosts' });
        const again = await handInAct(await around(plenary, plenary.lena), plenary.channel, overtaken!.bytes);
        expect([again.code, plenary.log.restrictions]).toEqual([RelayCode.behind, 1]);
        await plenary.rounds();
        expect(await ana.channel('All')).toMatchObject({ state: 'open', stewardSigns: true, isSteward: false });
        expect(await plenary.lena.channel('All')).toMatchObject({ state: 'open', stewardSigns: true, isSteward: true });
    });

    test('a relay that always calls an act overtaken is asked five times and no more', async () => {
        const plenary = await Plenary.of();
        let calls = 0;
        plenary.office.relay.interference.after = (name, _, reply) => {
            if (name !== 'Steward') return undefined;
            calls++;
            return { ...(reply as object), code: RelayCode.behind };
        };
        await expect(plenary.act(plenary.lena, { act: 'shorten', days: 9 })).rejects.toMatchObject({ problem: 'not-ready' });
        expect(calls).toBe(5);
    });

    test('the days of messages become fewer, never more', async () => {
        const plenary = await Plenary.of('Ana');
        const [ana] = plenary.people as [WebDevice];
        const { lena } = plenary;
        for (const days of [0, 31, 1.5, -1]) {
            await expect(plenary.act(lena, { act: 'shorten', days })).rejects.toMatchObject({ problem: 'bad-time' });
        }
        await plenary.act(lena, { act: 'shorten', days: 3 });
        for (const days of [3, 30]) await expect(plenary.act(lena, { act: 'shorten', days })).rejects.toMatchObject(nothing);
        expect(plenary.log.talkDays).toBe(3);
        await plenary.rounds();
        expect(await ana.told(plenary.channel)).toContain('shortened');
    });

    test('a channel that is closed for good takes no act any more', async () => {
        const plenary = await Plenary.of('Ana');
        const [ana] = plenary.people as [WebDevice];
        await expect(plenary.act(ana, { act: 'close' })).rejects.toMatchObject(none);
        await plenary.act(plenary.lena, { act: 'close' });
        await plenary.rounds();
        expect(await ana.channel('All')).toMatchObject({ state: 'closed' });
        expect(await ana.told(plenary.channel)).toContain('closed');
        for (const act of ['openPosts', 'demand', 'close'] as const) {
            await expect(plenary.act(plenary.lena, { act })).rejects.toMatchObject({ problem: 'restricted' });
        }
        await expect(plenary.act(plenary.lena, { act: 'shorten', days: 1 })).rejects.toMatchObject({ problem: 'restricted' });
        expect(actsIn(plenary)).toBe(1);
    });
});

describe('what a steward puts right', () => {
    test('B16: while it waits at a refused change the steward demands, then undoes it, and all go on', async () => {
        const plenary = await Plenary.of('Ana', 'Mallory');
        const [ana, mallory] = plenary.people as [WebDevice, WebDevice];
        const { lena, channel } = plenary;
        const removes = [(await storedGroup(plenary.as(ana), channel)).ownLeaf];
        await plenary.commitAnyway(mallory, { removes });
        // What Mallory posts after it nobody else can read, and it is no reason for the relay to refuse the steward.
        plenary.log.append(drawId<MessageId>(), ItemKind.lasting, randomBytes(64));
        await lena.round();
        await ana.round();
        expect(await ana.channel('All')).toMatchObject({ state: 'stopped', problem: 'change-refused', people: 3 });
        await expect(plenary.act(ana, { act: 'supersede' })).rejects.toMatchObject(none);
        await plenary.act(lena, { act: 'demand' });
        await plenary.act(lena, { act: 'supersede' });
        expect(await plenary.commitAnyway(mallory, { removes })).toBe(0);
        expect(await lena.channel('All')).toMatchObject({ state: 'open', people: 3 });
        await ana.channels.send(channel, 'we go on');
        await plenary.rounds();
        expect(await ana.channel('All')).toMatchObject({ state: 'open', people: 3, stewardSigns: true });
        expect((await lena.channel('All')).last).toMatchObject({ text: 'we go on' });
        expect(await ana.told(channel)).toEqual(expect.arrayContaining(['demanded', 'undone']));
        await plenary.act(lena, { act: 'release' });
        await plenary.rounds();
        expect(await ana.channel('All')).toMatchObject({ stewardSigns: false });
        expect(await ana.told(channel)).toContain('released');
    });

    test('B11: a valid change is not undone by this device, and not followed where another program undoes it', async () => {
        const plenary = await Plenary.of('Ana', 'Mallory');
        const [ana, mallory] = plenary.people as [WebDevice, WebDevice];
        const { lena, channel } = plenary;
        const bad = await plenary.commitAnyway(mallory, { removes: [(await storedGroup(plenary.as(ana), channel)).ownLeaf] });
        await lena.round();
        await plenary.act(lena, { act: 'supersede' });
        expect(plenary.log.items[bad - 1]).toMatchObject({ void: true });
        await plenary.rounds();

        await lena.channels.renew(channel);
        await ana.round();
        await expect(plenary.act(lena, { act: 'supersede' })).rejects.toMatchObject(nothing);
        const valid = plenary.log.items.findLast(({ kind }) => kind === ItemKind.commit)!;
        expect(valid.void).toBe(false);
        await steward(await around(plenary, lena), channel, valid.sequence);
        await ana.round();
        expect(await ana.channel('All')).toMatchObject({ state: 'stopped', problem: 'different-histories', people: 3 });
        await expect(plenary.act(ana, { act: 'supersede' })).rejects.toMatchObject({ problem: 'different-histories' });
    });

    test('an access key that a member handed in falsely is set right, and a right one is left alone', async () => {
        const plenary = await Plenary.of('Ana', 'Mallory');
        const [ana, mallory] = plenary.people as [WebDevice, WebDevice];
        const { lena, channel } = plenary;
        await expect(plenary.act(lena, { act: 'setKey' })).rejects.toMatchObject(nothing);
        await plenary.commitAnyway(mallory, { nextKey: randomBytes(32) });
        await lena.round();
        await ana.round();
        expect(lena.alarms).toContain('wrong-access-key');
        await expect(plenary.act(ana, { act: 'setKey' })).rejects.toMatchObject(none);
        await plenary.act(lena, { act: 'setKey' });
        await lena.channels.send(channel, 'we go on');
        await lena.round();
        await ana.round();
        expect(await ana.channel('All')).toMatchObject({ state: 'open', last: { text: 'we go on' } });
        await expect(plenary.act(lena, { act: 'setKey' })).rejects.toMatchObject(nothing);
        expect(actsIn(plenary)).toBe(1);
    });
});
