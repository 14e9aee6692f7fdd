import { screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, test } from 'vitest';
import { choose, opened, prepare, press, write } from '../../testing/page.ts';
import { samplesIn } from '../../testing/samples.ts';
import { refuse, ScriptedPort } from '../../testing/scriptedPort.ts';
import { Admissions } from './admissions.svelte.ts';

const s = samplesIn('en');
const [asks, doubtful, returning] = s.requests;
const usual = { windowHours: undefined, until: undefined, note: '', vetting: undefined };
const all = {
    requests: () => s.requests,
    request: ({ request }: { request: string }) => s.details(s.requests.find(({ id }) => id === request)!),
    charter: () => s.inForce,
    people: () => s.people,
};

describe('the desk', () => {
    test('A01: signs only after the digits were the same, and not by those of another request', async () => {
        const port = new ScriptedPort({ ...all, admit: () => ({ ...asks, paper: undefined }) });
        const desk = new Admissions(port);
        await desk.open(asks.id);
        for (const outcome of [undefined, 'differ'] as const) {
            desk.outcome = outcome;
            await desk.admit(usual);
        }
        desk.outcome = 'same';
        await desk.open(returning.id);
        await desk.admit(usual);
        expect(port.count('admit')).toBe(0);
        desk.outcome = 'same';
        await desk.admit(usual);
        expect(port.calls.find(({ name }) => name === 'admit')?.argument).toEqual({ request: returning.id, ...usual });
        expect([desk.shown, desk.signed]).toEqual([undefined, { name: asks.name, others: false }]);
        expect(port.calls.at(-1)?.name).toBe('requests');
    });

    test('keeps a request open that could not be signed, and says why', async () => {
        const desk = new Admissions(new ScriptedPort({ ...all, admit: refuse('note-too-long') }));
        await desk.open(asks.id);
        desk.outcome = 'same';
        await desk.admit(usual);
        expect([desk.problem, desk.shown?.request.id, desk.signed]).toEqual(['note-too-long', asks.id, undefined]);
    });

    test('forgets everything behind a lock, and takes no answer that comes after it', async () => {
        let answer: (link: typeof s.link) => void = () => undefined;
        const desk = new Admissions(new ScriptedPort({ ...all, invite: () => new Promise((done) => (answer = done)) }));
        await desk.load();
        await desk.offer();
        const making = desk.invite({ type: 'person', role: 'participant', party: 'H' }, 24);
        desk.forget();
        answer(s.link);
        await making;
        expect([desk.all, desk.offers, desk.link, desk.problem]).toEqual([undefined, undefined, undefined, undefined]);
    });
});

describe('an officer', () => {
    beforeEach(prepare);

    const shown = async (script: ScriptedPort['script'], device = s.officer) =>
        (await opened({ device }, { channels: () => s.channels, ...script })).port;

    test('compares the digits, writes down what was checked, and signs', async () => {
        const compareRequest: ScriptedPort['script']['compareRequest'] = ({ differ }) => s.details({ ...asks, differs: differ });
        const port = await shown({ ...all, compareRequest, admit: () => ({ ...asks, paper: s.admission.paper.id }) });
        await press(/^Admissions\s*3 wait/);
        await press(/^Petra/);
        expect(screen.getByText('0093').getAttribute('dir')).toBe('ltr');
        expect(screen.queryByRole('button', { name: 'Sign the admission' })).toBeNull();
        await press('They differ');
        expect((await screen.findByRole('alert')).textContent).toContain('Sign nothing.');
        expect(screen.queryByRole('button', { name: 'All the same' })).toBeNull();
        await press('Compare again');
        await press('All the same');
        expect(document.activeElement?.textContent).toBe('All the same. Now your signature.');
        await choose('How long others may object', '48');
        await write('A word for those who sign', 'She led the water office.');
        await press('Write down what was checked');
        await choose('Standing', 'former-official');
        await choose('Counsel', 'conditions');
        await write('Conditions', 'Speaks as a private person.');
        await write('List read', '2026-04');
        await press('Sign the admission');
        expect(port.calls.find(({ name }) => name === 'admit')?.argument).toEqual({
            request: asks.id,
            windowHours: 48,
            until: undefined,
            note: 'She led the water office.',
            vetting: {
                standing: 'former-official',
                acceptability: '',
                counsel: 'conditions',
                listVersion: '2026-04',
                conditions: 'Speaks as a private person.',
                nextReview: 0,
            },
        });
        const status = await screen.findByText(/You signed the admission of/);
        expect(status.closest('[role=status]')?.textContent).toContain('Others must sign too');
    });

    test('A05: is not offered a signature on a link that two devices used, only to decline', async () => {
        const port = await shown({ ...all, decline: () => undefined });
        await press(/^Admissions/);
        await press(/^Samir.*Two devices/s);
        expect(screen.getByRole('alert').textContent).toContain('Two devices used this link.');
        for (const name of ['All the same', 'Sign the admission']) expect(screen.queryByRole('button', { name })).toBeNull();
        await press('Decline');
        await write('Why? Only the person who asks reads it.', 'Please call the institute.');
        await press('Decline and say so');
        expect(port.calls.find(({ name }) => name === 'decline')?.argument).toEqual({
            request: doubtful.id,
            reason: 'Please call the institute.',
        });
    });

    test('makes a link for somebody new, and one for a device of somebody who is in', async () => {
        const port = await shown({ ...all, invite: () => s.link, inviteDevice: () => s.link });
        await press(/^Admissions/);
        await press('Make a link');
        await choose('Role', 'observer');
        await choose('Side', '');
        await press('Make the link');
        expect(port.calls.at(-1)).toEqual({ name: 'invite', argument: { role: 'observer', party: undefined, hours: 24 } });
        expect(((await screen.findByLabelText('Link')) as HTMLTextAreaElement).value).toBe(s.link.link);
        await press('Back to admissions');
        await press('Make a link');
        await choose('For whom', 'device');
        await press('Make the link');
        expect(port.calls.at(-1)).toEqual({ name: 'inviteDevice', argument: { name: 'Samir', hours: 24 } });
    });

    test('is who has a desk; others have none, and nothing is asked for them', async () => {
        const port = await shown(all, s.device);
        expect(await screen.findByText('Lake Dialogue')).toBeTruthy();
        expect(screen.queryByRole('button', { name: /^Admissions/ })).toBeNull();
        expect(port.count('requests')).toBe(0);
    });
});
