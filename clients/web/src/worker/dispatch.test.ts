import { beforeEach, describe, expect, test, vi } from 'vitest';
import { InvitingOfficer } from '../../tests/support/invitingOfficer.ts';
import { MailboxRelay } from '../../tests/support/mailboxRelay.ts';
import { originLocks } from '../../tests/support/originLocks.ts';
import { channels, line, sent, verification } from '../../tests/support/scriptedChannels.ts';
import { freshBrowser, inDatabase } from '../../tests/support/testStore.ts';
import { hoursAfter, timeOf } from '../core/trust/unixHour.ts';
import { now } from '../../tests/world.ts';
import { WrongRelay } from '../core/connection/relayRefused.ts';
import type { Dial } from '../core/connection/relayConnection.ts';
import { utf8 } from '../core/bytes.ts';
import type { Answer, Calls, News } from './api.ts';
import { Desks } from './desks.ts';
import { deviceParts } from './deviceParts.ts';
import { Dispatcher } from './dispatch.ts';
import type { Locks } from './storage/deviceLock.ts';

// The passphrase is what makes these tests slow, so its cost is the least there is.
vi.mock('../core/storage/passphraseCost.ts', async (original) => ({
    ...(await original<object>()),
    floorCost: { memory: 8, passes: 1 },
    calibrated: () => ({ memory: 8, passes: 1 }),
}));

const passphrase = 'seven small boats';
const channel = 'c0'.repeat(16);

let relay: MailboxRelay;
let officer: InvitingOfficer;
let news: News[];
let locks: Locks;
let dial: Dial;
let tab: Tab;

/** One tab's worker. */
class Tab {
    readonly #dispatcher: Dispatcher;
    #number = 0;

    constructor() {
        this.#dispatcher = new Dispatcher(
            {
                dialer: () => (rung, heard) => dial(rung, heard),
                parts: () =>
                    Promise.resolve({
                        ...deviceParts,
                        openChannels: () => channels,
                        channelLetters: { keep: () => undefined },
                    }),
                desks: () => Promise.resolve(Desks),
                now: () => timeOf(now),
                tell: (one) => news.push(one),
            },
            locks,
        );
    }

    online(): void {
        this.#dispatcher.online();
    }

    async call<Name extends keyof Calls>(call: Name, argument: Calls[Name][0]): Promise<Answer> {
        const answer = await this.#dispatcher.answer({ number: ++this.#number, call, argument } as never);
        expect(answer.number).toBe(this.#number);
        return answer;
    }
}

const stages = () => news.flatMap((one) => (one.news === 'device' ? [one.device.stage] : []));
const problem = (name: string) => ({ ok: false, problem: name });
const until = (check: () => void) => vi.waitFor(check, 3000);

async function joined(): Promise<string> {
    const link = await officer.invite();
    expect(await tab.call('join', { link, name: 'Ana', passphrase })).toMatchObject({ ok: true, value: { stage: 'asking', name: 'Ana' } });
    await until(() => {
        expect(stages()).toContain('asked');
    });
    return link;
}

async function admitted(): Promise<void> {
    await joined();
    await officer.admit(await officer.asked());
    await until(() => {
        expect(stages()).toContain('admitted');
    });
}

beforeEach(async () => {
    freshBrowser();
    sent.length = 0;
    [news, locks, relay] = [[], originLocks(), new MailboxRelay()];
    dial = relay.dial;
    officer = await InvitingOfficer.at(relay);
    tab = new Tab();
    return () => tab.call('lock', undefined);
});

describe('a device', () => {
    test('is shown what an invitation says', async () => {
        const link = await officer.invite();
        const value = { relay: 'https://relay.example', party: undefined, roles: ['participant'], usable: 'yes' };
        expect(await tab.call('invitation', { link: ` ${link}\n` })).toMatchObject({ ok: true, value });
        expect(await tab.call('invitation', { link: `${link}x` })).toMatchObject(problem('bad-link'));
        const begin = `https://relay.example/#pass=${'p'.repeat(22)}`;
        expect(await tab.call('invitation', { link: begin })).toMatchObject(problem('begin-link'));
        expect(await tab.call('invitation', { link: `${begin}/` })).toMatchObject(problem('bad-link'));
        const old = await officer.invite(now);
        expect(await tab.call('invitation', { link: old })).toMatchObject({ ok: true, value: { usable: 'expired' } });
        await joined();
        expect(await tab.call('invitation', { link })).toMatchObject({ ok: true, value: { usable: 'device-in-use' } });
    });

    test('joins, compares digits and is admitted', async () => {
        expect(await tab.call('open', undefined)).toMatchObject({ ok: true, value: { state: 'empty' } });
        await joined();
        const asked = await officer.asked();
        const digits = await officer.reply(asked);
        await until(() => {
            expect(news.at(-1)).toMatchObject({ news: 'device', device: { stage: 'digits', digits, dialogue: 'Water talks' } });
        });
        await officer.admit(asked);
        await until(() => {
            expect(stages()).toContain('admitted');
        });
        expect(await tab.call('open', undefined)).toMatchObject({ ok: true, value: { state: 'open', device: { stage: 'admitted' } } });
        expect(news.some((one) => one.news === 'progress')).toBe(true);
        expect(news.some((one) => one.news === 'alarm')).toBe(false);
    });

    test.each([
        ['a name of nothing', { name: '  ' }, 'bad-name'],
        ['a name that is half a character', { name: 'A\ud800' }, 'bad-name'],
        ['a link that was changed', { link: 'https://relay.example/#invite=AAAA' }, 'bad-link'],
        ['no passphrase', { passphrase: '' }, 'wrong-passphrase'],
    ])('is not made with %s', async (_, wrong, name) => {
        const link = await officer.invite();
        expect(await tab.call('join', { link, name: 'Ana', passphrase, ...wrong })).toMatchObject(problem(name));
        expect(await tab.call('open', undefined)).toMatchObject({ value: { state: 'empty' } });
        await joined();
    });

    test('is not made with a link that has expired, or at another relay, or without one', async () => {
        const link = await officer.invite();
        expect(await tab.call('join', { link: await officer.invite(now), name: 'Ana', passphrase })).toMatchObject(problem('link-expired'));
        dial = () => Promise.reject(new WrongRelay());
        expect(await tab.call('join', { link, name: 'Ana', passphrase })).toMatchObject(problem('wrong-relay'));
        dial = relay.dial;
        relay.isReachable = false;
        expect(await tab.call('join', { link, name: 'Ana', passphrase })).toMatchObject(problem('no-connection'));
        expect(await tab.call('open', undefined)).toMatchObject({ value: { state: 'empty' } });
        relay.isReachable = true;
        await joined();
        expect(await tab.call('join', { link: await officer.invite(hoursAfter(now, 1)), name: 'Ana', passphrase })).toMatchObject(
            problem('device-in-use'),
        );
    });

    test('is locked and unlocked with its passphrase', async () => {
        await joined();
        expect(await tab.call('notifies', undefined)).toMatchObject({ value: false });
        expect(await tab.call('notify', { on: true })).toMatchObject({ ok: true });
        expect(await tab.call('lock', undefined)).toMatchObject({ ok: true });
        expect(await tab.call('notifies', undefined)).toMatchObject(problem('not-ready'));
        const told = news.length;
        expect(await tab.call('open', undefined)).toMatchObject({ value: { state: 'locked' } });
        expect(await tab.call('hurry', undefined)).toMatchObject(problem('not-ready'));
        expect(await tab.call('unlock', { passphrase: 'other' })).toMatchObject(problem('wrong-passphrase'));
        expect(await tab.call('unlock', { passphrase })).toMatchObject({ ok: true, value: { stage: 'asked', name: 'Ana' } });
        expect(await tab.call('notifies', undefined)).toMatchObject({ value: true });
        expect(await tab.call('unlock', { passphrase })).toMatchObject(problem('device-in-use'));
        expect(news.slice(told).every((one) => one.news === 'progress')).toBe(true);
    });

    test('tells since when there is no connection', async () => {
        await joined();
        await tab.call('lock', undefined);
        relay.isReachable = false;
        await tab.call('unlock', { passphrase });
        await until(() => {
            expect(news).toContainEqual({ news: 'link', link: { lostAt: timeOf(now) } });
        });
        relay.isReachable = true;
        new Tab().online();
        tab.online();
        await until(() => {
            expect(news).toContainEqual({ news: 'link', link: { lostAt: undefined } });
        });
    });

    test('is in one tab only', { timeout: 10_000 }, async () => {
        await joined();
        const second = new Tab();
        expect(await second.call('open', undefined)).toMatchObject({ value: { state: 'locked' } });
        expect(await second.call('unlock', { passphrase })).toMatchObject(problem('other-tab'));
        await tab.call('lock', undefined);
        expect(await second.call('unlock', { passphrase })).toMatchObject({ ok: true });
        await second.call('lock', undefined);
    });

    test.each(['lock', 'wipe'] as const)('does not wait for the network to %s', async (name) => {
        await joined();
        await tab.call('lock', undefined);
        let dials = 0;
        dial = () => {
            dials++;
            return new Promise(() => undefined);
        };
        await tab.call('unlock', { passphrase });
        await until(() => {
            expect(dials).toBe(1);
        });
        expect(await tab.call(name, undefined)).toMatchObject({ ok: true });
        expect(await tab.call('open', undefined)).toMatchObject({ value: { state: name === 'lock' ? 'locked' : 'empty' } });
    });

    test('loses its keys before anything that a wipe could wait for', async () => {
        await admitted();
        let close = (): void => undefined;
        const closing = vi.spyOn(channels, 'close').mockImplementation(() => new Promise((resolve) => (close = resolve)));
        await tab.call('send', { channel, text: 'words' });
        const wiping = tab.call('wipe', undefined);
        await until(() => {
            expect(closing).toHaveBeenCalled();
        });
        expect(await inDatabase((database) => database.getAllKeys('key'))).toEqual([]);
        close();
        closing.mockRestore();
        expect(await wiping).toMatchObject({ ok: true });
    });

    test('is wiped, locked or not, and another tab that has it open loses it', async () => {
        await joined();
        const second = new Tab();
        expect(await second.call('wipe', undefined)).toMatchObject({ ok: true });
        await until(() => {
            expect(news).toContainEqual({ news: 'locked' });
        });
        expect(await tab.call('open', undefined)).toMatchObject({ value: { state: 'empty' } });
        expect(await tab.call('unlock', { passphrase })).toMatchObject(problem('not-found'));
    });
});

describe('channels', () => {
    test('are there once the device is admitted', async () => {
        expect(await tab.call('channels', undefined)).toMatchObject(problem('not-ready'));
        await joined();
        expect(await tab.call('channels', undefined)).toMatchObject({ ok: true, value: [] });
        expect(await tab.call('hide', undefined)).toMatchObject({ ok: true });
        expect(await tab.call('send', { channel, text: 'words' })).toMatchObject(problem('not-ready'));
        await officer.admit(await officer.asked());
        await until(() => {
            expect(stages()).toContain('admitted');
        });
        expect(await tab.call('send', { channel, text: 'words' })).toMatchObject({ ok: true, value: line });
        expect(sent).toEqual([channel, 'words']);
        const replyTo = 'ab'.repeat(16);
        for (const call of ['keepDraft', 'send'] as const) {
            expect(await tab.call(call, { channel, text: call, replyTo })).toMatchObject({ ok: true });
            expect(await tab.call(call, { channel, text: 'x', replyTo: 'AB'.repeat(16) })).toMatchObject(problem('not-found'));
        }
        expect(sent.slice(2)).toEqual([channel, 'keepDraft', replyTo, channel, 'send', replyTo]);
        expect(await tab.call('search', { channel, words: 'w' })).toMatchObject({ ok: true, value: { lines: [line] } });
        expect(await tab.call('verification', { channel, device: channel.repeat(2) })).toMatchObject({ ok: true, value: verification });
        expect(await tab.call('compared', { channel, device: undefined, absent: [channel.repeat(2)] })).toMatchObject({ ok: true });
        expect(await tab.call('verification', { channel, device: 'no key' })).toMatchObject(problem('not-found'));
        const scan = { channel, absent: [], code: 'SDV1:' };
        expect(await tab.call('scanned', { ...scan, device: undefined })).toMatchObject({ ok: true, value: [] });
        expect(await tab.call('scanned', { ...scan, device: channel.repeat(2) })).toMatchObject(problem('code-differs'));
        expect(await tab.call('setPolicy', { channel, act: 'resume' })).toMatchObject(problem('not-found'));
        expect(await tab.call('show', { channel, last: 5 })).toMatchObject(problem('not-found'));
        expect(await tab.call('show', { channel: 'no id', last: 5 })).toMatchObject(problem('not-found'));
    });

    test('are synced when something arrives', async () => {
        await admitted();
        const sync = vi.spyOn(channels, 'sync');
        relay.drop([...relay.mailboxes.keys()].at(-1)!, utf8('junk'));
        await until(() => {
            expect(sync).toHaveBeenCalled();
        });
    });
});
