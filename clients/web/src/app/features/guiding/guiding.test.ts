import { screen, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, test } from 'vitest';
import { choose, opened, prepare, press, write } from '../../testing/page.ts';
import { samplesIn } from '../../testing/samples.ts';
import { refuse, ScriptedPort } from '../../testing/scriptedPort.ts';
import { actsIn, Guiding, type Act } from './guiding.svelte.ts';

const s = samplesIn('en');
const facilitator = { ...s.device, name: s.t.team, party: undefined, roles: ['facilitator'] as const };
const pause = { reason: 'The hall is searched', until: Date.now() + 3_600_000 };

describe('what can be done', () => {
    const acts = (changes: object, device = facilitator as typeof s.device) =>
        actsIn({ ...s.water, ...changes }, device, Date.now()).join(' ');

    test('is nothing for who neither facilitates nor is a steward, and less in a channel that is closed', () => {
        expect(acts({}, s.device)).toBe('');
        expect(acts({})).toBe('pause slow rename rebuild');
        expect(acts({ pause })).toBe('resume slow rename rebuild');
        expect(acts({ pause: { ...pause, until: 0 } })).toBe('pause slow rename rebuild');
        expect(acts({ isSteward: true })).toBe('pause slow rename closePosts demand shorten setKey close rebuild');
        expect(acts({ isSteward: true, state: 'posts-closed', stewardSigns: true })).toBe('openPosts release shorten setKey close rebuild');
        expect(acts({ isSteward: true, state: 'stopped', problem: 'change-refused' })).toContain('supersede');
        expect(acts({ isSteward: true }, s.device)).toBe('closePosts demand shorten setKey close');
        expect(acts({ isSteward: true, state: 'closed' })).toBe('');
    });

    test('asks the worker for just that', async () => {
        const port = new ScriptedPort();
        const guiding = new Guiding(port, 'c1');
        const all: readonly Act[] = ['rename', 'pause', 'slow', 'resume', 'shorten', 'rebuild', 'demand', 'close'];
        for (const act of all) {
            guiding.choose(act);
            await guiding.do({ words: 'w', number: 4 });
            expect(guiding.done).toBe(act);
        }
        expect(port.calls.map(({ name, argument }) => `${name} ${JSON.stringify(argument)}`)).toEqual([
            'setPolicy {"channel":"c1","act":"rename","title":"w"}',
            'setPolicy {"channel":"c1","act":"pause","reason":"w","hours":4}',
            'setPolicy {"channel":"c1","act":"slow","seconds":4}',
            'setPolicy {"channel":"c1","act":"resume"}',
            'steward {"channel":"c1","act":"shorten","days":4}',
            'rebuildChannel {"channel":"c1","words":"w"}',
            'steward {"channel":"c1","act":"demand"}',
            'steward {"channel":"c1","act":"close"}',
        ]);
        port.script.steward = refuse('nothing-to-change');
        guiding.choose('close');
        await guiding.do({ words: '', number: 0 });
        expect([guiding.done, guiding.problem]).toEqual([undefined, 'nothing-to-change']);
    });
});

describe('a facilitator', () => {
    beforeEach(prepare);

    test('pauses a channel with a reason and an end, after reading what it binds', async () => {
        const { port, dialogue } = await opened({ device: facilitator }, { channels: () => [s.water], show: () => s.talk(s.water) });
        await dialogue.talk.show(s.water, undefined);
        dialogue.sheet = 'guide';
        await press('Pause');
        const sheet = within(await screen.findByRole('dialog'));
        expect(sheet.getByText(/Nobody but facilitators writes/)).toBeTruthy();
        await write('Why? Everybody in the channel reads it.', pause.reason);
        await choose('For how long', '24');
        expect(port.count('setPolicy')).toBe(0);
        await press('Pause');
        expect((await sheet.findByRole('status')).textContent).toContain('Done.');
        expect(port.calls.at(-1)?.argument).toEqual({ channel: s.water.id, act: 'pause', reason: pause.reason, hours: 24 });
    });
});

describe('a paused channel', () => {
    beforeEach(prepare);

    test('says why and until when, and takes words of facilitators only', async () => {
        const paused = { ...s.water, pause };
        const script = { channels: () => [paused], show: () => s.talk(paused) };
        const { dialogue } = await opened({ device: s.device }, script);
        await dialogue.talk.show(paused, s.device.party);
        expect(await screen.findByText(pause.reason)).toBeTruthy();
        expect(screen.queryByRole('textbox', { name: 'Write' })).toBeNull();
        document.body.replaceChildren();
        const other = await opened({ device: facilitator }, script);
        await other.dialogue.talk.show(paused, undefined);
        expect(await screen.findByText(pause.reason)).toBeTruthy();
        expect(await screen.findByRole('textbox', { name: 'Write' })).toBeTruthy();
    });
});
