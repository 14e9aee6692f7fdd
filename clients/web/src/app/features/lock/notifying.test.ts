import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { TalkView } from '../../../worker/api.ts';
import { language } from '../../i18n/language.svelte.ts';
import { samplesIn } from '../../testing/samples.ts';
import { ScriptedPort } from '../../testing/scriptedPort.ts';
import { settled } from '../../testing/settled.ts';
import { Notifying } from './notifying.svelte.ts';

const s = samplesIn('en');
const told: { title: string; options: NotificationOptions }[] = [];
let permission: NotificationPermission;
let stored: boolean;

beforeEach(async () => {
    await language.choose('en');
    told.length = 0;
    permission = 'granted';
    stored = true;
    const registration = {
        showNotification: async (title: string, options: NotificationOptions) => void told.push({ title, options }),
        getNotifications: async () => told.map(() => ({ close: () => void told.pop() })),
    };
    vi.stubGlobal('Notification', {
        requestPermission: async () => permission,
        get permission() {
            return permission;
        },
    });
    vi.stubGlobal('navigator', { ...navigator, serviceWorker: { getRegistration: async () => registration } });
    hide(true);
});

afterEach(() => vi.unstubAllGlobals());

const hide = (hidden: boolean): void => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event('visibilitychange'));
};

const port = (): ScriptedPort =>
    new ScriptedPort({
        notifies: () => stored,
        notify: ({ on }) => {
            stored = on;
            return undefined;
        },
    });

async function listening(): Promise<Notifying> {
    const notifying = new Notifying(port());
    await notifying.load();
    return notifying;
}

const talk = (...texts: readonly { readonly own: boolean }[]): TalkView => ({
    ...s.talk(s.water),
    lines: texts.map(({ own }, index) => ({ ...s.line(index + 1, `words ${index}`), own, number: index + 1 })),
});
const more = s.channels.map((channel, index) => (index === 0 ? { ...channel, unread: channel.unread + 1 } : channel));

describe('D09: what the phone says when something came', () => {
    test('is two words, whatever came, and one notification however much came', async () => {
        const notifying = await listening();
        notifying.channels(s.channels, more);
        notifying.talk(talk({ own: false }), talk({ own: false }, { own: false }));
        await settled();

        expect(told).toHaveLength(2);
        expect(new Set(told.map((one) => JSON.stringify(one)))).toEqual(
            new Set([JSON.stringify({ title: 'Something new', options: { tag: 'new', lang: 'en', dir: 'ltr' } })]),
        );
    });

    test.each<[string, (notifying: Notifying) => void | Promise<void>]>([
        ['before the person asked for it', (notifying) => notifying.turnOff()],
        ['while the page is looked at', () => hide(false)],
        ['of a locked device', (notifying) => notifying.forget()],
        ['without the leave of the browser', () => void (permission = 'denied')],
    ])('is nothing %s', async (_, spoil) => {
        const notifying = await listening();
        notifying.channels(s.channels, more);
        await settled();
        expect(told).toHaveLength(1);
        told.length = 0;

        await spoil(notifying);
        notifying.channels(s.channels, more);
        notifying.talk(talk({ own: false }), talk({ own: false }, { own: false }));
        await settled();
        expect(told).toEqual([]);
    });

    test('is nothing of own words, of what was read, or of a talk that was opened just now', async () => {
        const notifying = await listening();
        notifying.talk(talk({ own: false }), talk({ own: false }, { own: true }));
        notifying.channels(more, s.channels);
        notifying.channels(undefined, more);
        notifying.talk(undefined, talk({ own: false }));
        await settled();
        expect(told).toEqual([]);

        notifying.talk(talk({ own: false }), talk({ own: false }, { own: false }));
        await settled();
        expect(told).toHaveLength(1);
    });

    test('is taken back when the page is looked at', async () => {
        const notifying = await listening();
        notifying.channels(s.channels, more);
        await settled();
        expect(told).toHaveLength(1);

        hide(false);
        await settled();
        expect(told).toEqual([]);
    });
});

describe('the choice', () => {
    test('is off at first, is kept by the worker, and asks the browser once somebody pressed', async () => {
        stored = false;
        const worker = port();
        const notifying = new Notifying(worker);
        await notifying.load();
        expect(notifying.isOn).toBe(false);

        permission = 'denied';
        await notifying.turnOn();
        expect([notifying.isOn, notifying.isRefused, worker.count('notify')]).toEqual([false, true, 0]);
        permission = 'granted';
        await notifying.turnOn();
        expect([notifying.isOn, notifying.isRefused, stored]).toEqual([true, false, true]);
        await notifying.turnOff();
        expect([notifying.isOn, stored]).toEqual([false, false]);
    });
});
