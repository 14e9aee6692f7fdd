import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import App from './App.svelte';
import { Dialogue } from './dialogue.svelte.ts';
import { languages } from './i18n/catalogs.ts';
import { language } from './i18n/language.svelte.ts';
import { refuse, ScriptedPort } from './testing/scriptedPort.ts';
import { samplesIn } from './testing/samples.ts';

const s = samplesIn('en');
const link = 'https://relay.example.org/#invitation';

beforeAll(async () => {
    // Fetches the screens once, so that no test waits for them.
    const { screens, plainSheets, deviceSheets, channelSheets } = await import('./screens.ts');
    await Promise.all([screens, plainSheets, deviceSheets, channelSheets].flatMap((some) => Object.values(some).map((load) => load())));
});

beforeEach(async () => {
    vi.stubGlobal('matchMedia', () => ({ matches: true }));
    await language.choose('en');
});

async function shown(script: ScriptedPort['script'], invitation?: string) {
    const port = new ScriptedPort(script);
    const dialogue = new Dialogue(port);
    render(App, { props: { dialogue } });
    await dialogue.start(invitation);
    return { port, dialogue };
}

const open = { open: () => ({ state: 'open', device: s.device }) as const, channels: () => s.channels, show: () => s.talk(s.water) };
const type = (field: HTMLElement, value: string): Promise<void> =>
    fireEvent.input(field, { target: { value } }) as unknown as Promise<void>;
const press = async (name: string | RegExp): Promise<void> => void (await fireEvent.click(await screen.findByRole('button', { name })));

describe('the way in', () => {
    test('leads from the link to a sent message', async () => {
        const { port } = await shown(
            {
                ...open,
                open: () => ({ state: 'empty' }),
                invitation: () => s.invitation,
                join: () => ({ ...s.device, stage: 'asked' }),
                send: ({ text }) => s.line(9, text, { ...s.own, state: 'waiting' }),
            },
            link,
        );
        expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('Who can see what');
        await press('I have read this');
        expect(screen.getByRole('alert').textContent).toContain('write a name');
        expect(document.activeElement).toBe(screen.getByLabelText('Your name in the dialogue'));
        await type(screen.getByLabelText('Your name in the dialogue'), 'Leyla');
        await press('I have read this');
        await type(await screen.findByLabelText('Passphrase'), 'coffee pot');
        expect(screen.getByText('weak; one more word helps')).toBeTruthy();
        await press('Ask to be admitted');
        expect(port.count('join')).toBe(0);
        await type(screen.getByLabelText('Passphrase'), 'coffee window river seven');
        await type(screen.getByLabelText('The same once more'), 'coffee window river seven');
        await press('Ask to be admitted');
        expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('Your request is at the relay');
        port.tell({ news: 'device', device: { ...s.device, stage: 'digits' } });
        expect((await screen.findByText('0093')).getAttribute('dir')).toBe('ltr');
        port.tell({ news: 'device', device: s.device });
        await press(/^Water/);
        const field = await screen.findByLabelText('Write');
        await type(field, 'Good morning');
        await fireEvent.keyDown(field, { key: 'Enter', shiftKey: true });
        await fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
        expect(port.count('send')).toBe(0);
        await fireEvent.keyDown(field, { key: 'Enter' });
        const said = await within(screen.getByRole('log')).findByText('Good morning');
        expect(said.getAttribute('dir')).toBe('auto');
        expect(document.activeElement).toBe(field);
        expect(port.calls.at(-1)).toEqual({ name: 'send', argument: { channel: s.water.id, text: 'Good morning' } });
    });

    test('says what is wrong with a link and takes another', async () => {
        const { port } = await shown({ open: () => ({ state: 'empty' }), invitation: refuse('bad-link') }, link);
        expect((await screen.findByRole('alert')).textContent).toContain('This link is not an invitation');
        expect(screen.queryByRole('button', { name: 'I have read this' })).toBeNull();
        await press('Back');
        port.script.invitation = () => s.invitation;
        await type(await screen.findByLabelText('Invitation link'), ` ${link}2 `);
        await press('Open the invitation');
        expect(await screen.findByRole('button', { name: 'I have read this' })).toBeTruthy();
        expect(port.calls.at(-1)?.argument).toEqual({ link: `${link}2` });
    });

    test('A14: a device link that was opened links nothing; only who chose it here goes on with one', async () => {
        const deviceLink = { relay: 'relay.example', expiresAt: s.invitation.expiresAt, usable: 'yes' as const };
        const script = {
            open: () => ({ state: 'empty' as const }),
            invitation: refuse('device-link'),
            deviceLink: () => deviceLink,
            joinDevice: () => ({ ...s.device, stage: 'asked' as const }),
        };
        const { port } = await shown(script, 'https://relay.example.org/#device=abc');
        expect((await screen.findByRole('alert')).textContent).toContain('Opening such a link never links a device');
        await press('Back');
        await type(await screen.findByLabelText('Invitation link'), 'https://relay.example.org/#device=abc');
        await press('Open the invitation');
        expect((await screen.findByRole('alert')).textContent).toContain('Opening such a link never links a device');
        expect([port.count('deviceLink'), port.count('joinDevice')]).toEqual([0, 0]);
        await press('Back');
        await press('A further device of mine');
        await type(await screen.findByLabelText('Device link'), 'https://relay.example.org/#device=abc');
        await press('Go on with this link');
        await type(await screen.findByLabelText('Your name in the dialogue'), 'Leyla');
        await press('I have read this');
        await type(await screen.findByLabelText('Passphrase'), 'coffee window river seven');
        await type(screen.getByLabelText('The same once more'), 'coffee window river seven');
        await press('Ask to be admitted');
        expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('Your request is at the relay');
        expect([port.count('joinDevice'), port.count('join')]).toEqual([1, 0]);
    });

    test('speaks another language at a touch, Arabic from right to left', async () => {
        await shown({ open: () => ({ state: 'empty' }), invitation: () => s.invitation }, link);
        const picker = await screen.findByRole('combobox', { name: 'Language' });
        const names = within(picker).getAllByRole('option');
        expect(names.map(({ lang, textContent }) => [lang, textContent])).toEqual(languages.map(({ tag, name }) => [tag, name]));
        await fireEvent.change(picker, { target: { value: 'ru' } });
        expect(await screen.findByRole('heading', { level: 1, name: 'Кто что может видеть' })).toBeTruthy();
        await fireEvent.change(picker, { target: { value: 'ar' } });
        expect(await screen.findByRole('heading', { level: 1, name: 'من يرى ماذا' })).toBeTruthy();
        expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['ar', 'rtl']);
    });
});

describe('a channel', () => {
    test('A01: says how many in it are unverified, and shows the digits by which all make sure of each other', async () => {
        const members = [
            { ...s.members[1], device: 'd1', verification: 'lost' as const },
            { ...s.members[4], device: 'd2' },
        ];
        const verification = { digits: s.device.digits!, scan: s.scan, members };
        const talk = s.talk({ ...s.water, unverified: 2 });
        const { port } = await shown({
            ...open,
            show: () => talk,
            roster: () => members,
            verification: () => verification,
            compared: () => members,
        });
        await press(/^Water/);
        await press('2 unverified');
        await press('Verify who is here');
        const sheet = within(await screen.findByRole('dialog'));
        expect((await sheet.findByText('0093')).getAttribute('dir')).toBe('ltr');
        expect(sheet.getByText('another device than the one you verified')).toBeTruthy();
        await fireEvent.click(sheet.getByRole('checkbox', { name: /^Samir/ }));
        await fireEvent.click(sheet.getByRole('button', { name: 'All the same' }));
        expect((await sheet.findByRole('status')).textContent).toContain('Marked on this phone');
        expect(port.calls.at(-1)).toEqual({ name: 'compared', argument: { channel: s.water.id, device: undefined, absent: ['d1'] } });
    });
});

describe('travel mode', () => {
    test('E07: leaves and deletes only when the word is written, and says what could not be told', async () => {
        const { port } = await shown({ ...open, travel: () => ({ told: 2, notTold: 1 }) });
        await press('This device');
        await press('Travel mode');
        await press('Leave and delete');
        expect(port.count('travel')).toBe(0);
        await type(await screen.findByLabelText(/TRAVEL/), 'travel ');
        await press('Leave and delete');
        expect((await screen.findByText(/could not be told/)).textContent).toContain('1 channel could not be told.');
        expect(port.count('travel')).toBe(1);
        expect(screen.queryByText('Lake Dialogue')).toBeNull();
    });
});

describe('a locked device', () => {
    const locked = { open: () => ({ state: 'locked' }) as const };

    test('opens with the passphrase, and says when it is wrong', async () => {
        const { port } = await shown({ ...locked, channels: () => s.channels, unlock: refuse('wrong-passphrase') });
        await press('Unlock');
        expect(port.count('unlock')).toBe(0);
        await type(await screen.findByLabelText('Passphrase'), 'x');
        await press('Unlock');
        expect((await screen.findByText('That passphrase does not open this device.')).closest('[role=alert]')).toBeTruthy();
        port.script.unlock = () => s.device;
        await press('Unlock');
        expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('Lake Dialogue');
    });

    test('is emptied only when the word is written', async () => {
        const { port } = await shown(locked);
        await press('Passphrase lost?');
        await press('Delete everything');
        expect(port.count('wipe')).toBe(0);
        await type(await screen.findByLabelText('To confirm, write DELETE'), 'delete');
        await press('Delete everything');
        expect(await screen.findByLabelText('Invitation link')).toBeTruthy();
        expect(port.count('wipe')).toBe(1);
    });
});

describe('the channels', () => {
    test('are told apart in words and never show what was said', async () => {
        await shown({ ...open, channels: () => s.channels.map((one) => ({ ...one, last: { from: 'Samir', text: 'secret', at: 0 } })) });
        const row = await screen.findByRole('button', { name: /Water/ });
        expect(row.textContent).toMatch(/Working group · 5 people, both sides/);
        expect(row.textContent).toContain('2 waiting');
        expect(document.body.textContent).not.toContain('secret');
        expect(document.title).toBe('Channels · SecureDialogue');
    });

    test('say since when there is no connection, and where words are kept', async () => {
        const { port } = await shown(open);
        await press(/^Water/);
        port.tell({ news: 'link', link: { lostAt: new Date(2026, 3, 14, 14, 20).getTime() } });
        expect(await screen.findByText(/No connection since/)).toBeTruthy();
        expect(screen.getByRole('button', { name: 'Keep for Water' })).toBeTruthy();
        expect(screen.getByText(/go by themselves/)).toBeTruthy();
        await press('Try now');
        expect(port.count('hurry')).toBe(1);
    });

    test('are left with the way back of the phone', async () => {
        const { port } = await shown(open);
        await press(/^Water/);
        await screen.findByRole('log');
        dispatchEvent(new PopStateEvent('popstate'));
        expect(await screen.findByText('Choose a channel')).toBeTruthy();
        expect(port.count('hide')).toBe(1);
        expect(JSON.stringify(history.state)).not.toContain(s.water.id);
    });

    test('take no words once they have stopped', async () => {
        const desk = s.channels[5]!;
        await shown({ ...open, show: () => s.talk(desk) });
        await press(/^Admission desk/);
        expect((await screen.findByRole('alert')).textContent).toContain('The relay gave us different histories.');
        expect(screen.queryByLabelText('Write')).toBeNull();
    });
});

describe('what is new', () => {
    test('is said once to those who listen', async () => {
        const { port } = await shown(open);
        await press(/^Water/);
        const log = await screen.findByRole('log');
        expect(log.getAttribute('aria-live')).toBe('off');
        port.tell({ news: 'talk', talk: s.talk(s.water, [...s.lines, s.line(10, 'Good evening')]) });
        await within(log).findByText('Good evening');
        const said = [...document.querySelectorAll('[aria-live=polite]')].map((region) => region.textContent?.replace(/\s+/g, ' ').trim());
        expect(said).toContain('Samir, Coast: Good evening');
    });

    test('stops everything when it is an alarm, until it was read', async () => {
        const { port } = await shown(open);
        port.tell({ news: 'alarm', problem: 'different-histories' });
        const sheet = await screen.findByRole('dialog');
        expect(sheet.textContent).toContain('Tell a facilitator');
        const escape = new Event('cancel', { cancelable: true });
        sheet.dispatchEvent(escape);
        expect(escape.defaultPrevented).toBe(true);
        await press('I have read this');
        expect(screen.queryByRole('dialog')).toBeNull();
    });
});
