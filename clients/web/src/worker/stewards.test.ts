import { beforeEach, expect, test, vi } from 'vitest';
import { InvitingOfficer } from '../../tests/support/invitingOfficer.ts';
import { MailboxRelay } from '../../tests/support/mailboxRelay.ts';
import { originLocks } from '../../tests/support/originLocks.ts';
import { freshBrowser } from '../../tests/support/testStore.ts';
import { now } from '../../tests/world.ts';
import { ChannelDirectory } from '../core/channels/channelDirectory.ts';
import { ChannelFailure } from '../core/channels/channelFailure.ts';
import type { ChannelId } from '../core/wire/opaqueId.ts';
import { timeOf } from '../core/trust/unixHour.ts';
import type { Answer, Calls, News } from './api.ts';
import { Desks } from './desks.ts';
import { deviceParts } from './deviceParts.ts';
import { Dispatcher } from './dispatch.ts';
import type { Channels } from './openDevice.ts';

// The passphrase is what makes these tests slow, so its cost is the least there is.
vi.mock('../core/storage/passphraseCost.ts', async (original) => ({
    ...(await original<object>()),
    floorCost: { memory: 8, passes: 1 },
    calibrated: () => ({ memory: 8, passes: 1 }),
}));

const channel = 'c0'.repeat(16);
const problem = (name: string) => ({ ok: false, problem: name });

let officer: InvitingOfficer;
let news: News[];
let dispatcher: Dispatcher;
/** What the channels of this device were asked to do. */
let asked: string[];
let isSteward: boolean;

function call<Name extends keyof Calls>(name: Name, argument: Calls[Name][0]): Promise<Answer> {
    return dispatcher.answer({ number: 1, call: name, argument } as never);
}

async function reached(stage: string): Promise<void> {
    await vi.waitFor(() => expect(news.some((one) => one.news === 'device' && one.device.stage === stage)).toBe(true), 5000);
}

/** The channels of a device, but for their log: they say whether it is a steward, and that others must sign to remove Omar. */
const opened: (...over: ConstructorParameters<typeof ChannelDirectory>) => Channels = (session, tell) =>
    Object.assign(new ChannelDirectory(session, tell), {
        work: (id: ChannelId) => {
            asked.push(id);
            return isSteward ? Promise.resolve() : Promise.reject(new ChannelFailure('no-steward'));
        },
        remove: ((id, { name }, propose) => {
            asked.push(id, name);
            return name === 'Omar' ? propose([]) : Promise.resolve(undefined);
        }) satisfies Channels['remove'],
    });

beforeEach(async () => {
    freshBrowser();
    const relay = new MailboxRelay();
    [news, asked, isSteward] = [[], [], false];
    officer = await InvitingOfficer.at(relay);
    const world = {
        dialer: () => relay.dial,
        parts: () => Promise.resolve({ ...deviceParts, openChannels: opened }),
        desks: () => Promise.resolve(Desks),
        now: () => timeOf(now),
        tell: (one: News) => news.push(one),
    };
    dispatcher = new Dispatcher(world, originLocks());
    await call('join', { link: await officer.invite(), name: 'Ana', passphrase: 'seven small boats' });
    await reached('asked');
    return () => call('lock', undefined);
});

test('before admission nobody is removed, and no steward acts', async () => {
    expect(await call('steward', { channel, act: 'close' })).toMatchObject(problem('not-ready'));
    expect(await call('rebuildChannel', { channel, words: '' })).toMatchObject(problem('not-ready'));
    expect(await call('removeFromChannel', { channel, name: 'Bea', reason: '' })).toMatchObject(problem('not-ready'));
    expect(asked).toEqual([]);
});

test('each act of stewards reaches the channel, and the page is told why it was not done', async () => {
    await officer.admit(await officer.asked());
    await reached('admitted');
    const steps = [
        ...(['supersede', 'setKey', 'demand', 'release', 'closePosts', 'openPosts', 'close'] as const).map((act) => ({ act })),
        { act: 'shorten', days: 3 } as const,
    ];
    for (const step of steps) {
        expect(await call('steward', { channel: 'no id', ...step })).toMatchObject(problem('not-found'));
        expect(await call('steward', { channel, ...step })).toMatchObject(problem('no-steward'));
    }
    expect(await call('rebuildChannel', { channel: 'no id', words: '' })).toMatchObject(problem('not-found'));
    expect(await call('rebuildChannel', { channel, words: '' })).toMatchObject(problem('no-steward'));
    isSteward = true;
    for (const step of steps) expect(await call('steward', { channel, ...step })).toMatchObject({ ok: true });
    expect(asked).toEqual(Array.from({ length: 2 * steps.length + 1 }, () => channel));
});

test('somebody is removed, or others are asked over the papers', async () => {
    await officer.admit(await officer.asked());
    await reached('admitted');
    expect(await call('removeFromChannel', { channel: 'no id', name: 'Bea', reason: '' })).toMatchObject(problem('not-found'));
    expect(await call('removeFromChannel', { channel, name: 'Bea', reason: '' })).toMatchObject({ ok: true, value: undefined });
    // Nobody is ordered out here, and that is no paper.
    expect(await call('removeFromChannel', { channel, name: 'Omar', reason: '' })).toMatchObject({ ok: false });
    expect(asked).toEqual([channel, 'Bea', channel, 'Omar']);
});
