import { screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, test } from 'vitest';
import { choose, opened, prepare, press } from '../../testing/page.ts';
import { samplesIn } from '../../testing/samples.ts';
import { refuse, ScriptedPort } from '../../testing/scriptedPort.ts';
import { Cutting } from './cutting.svelte.ts';

const s = samplesIn('en');
const [samir] = s.members.filter(({ verification }) => verification !== 'self');
const view = { paper: 'aa'.repeat(32), name: 'Samir', device: samir!.device, wholePerson: false, done: true, missing: [] };

describe('cutting off', () => {
    test('shows what that device could read, and nothing of others', async () => {
        const port = new ScriptedPort({ cut: () => view, exposure: () => s.exposure });
        const cutting = new Cutting(port, samir!.device);
        await cutting.cut(false, 'taken at the border');
        expect(port.calls[0]).toEqual({
            name: 'cut',
            argument: { device: samir!.device, wholePerson: false, reason: 'taken at the border' },
        });
        expect(s.exposure.length).toBeGreaterThan(cutting.exposure.length);
        expect(cutting.exposure.map(({ channel, device }) => [channel, device])).toEqual([['Plenary', samir!.device]]);
    });

    test('says why it could not be, and can be tried again', async () => {
        const port = new ScriptedPort({ cut: refuse('not-allowed'), exposure: () => [] });
        const cutting = new Cutting(port, samir!.device);
        await cutting.cut(true, '');
        expect([cutting.problem, cutting.view, cutting.isWorking]).toEqual(['not-allowed', undefined, false]);
        port.script.cut = () => view;
        await cutting.cut(true, '');
        expect([cutting.problem, cutting.view]).toEqual([undefined, view]);
    });
});

describe('a member', () => {
    beforeEach(prepare);

    const shown = (script: ScriptedPort['script']) =>
        opened(
            { device: s.device },
            {
                channels: () => s.channels,
                show: () => s.talk(s.water),
                roster: () => s.members,
                ...script,
            },
        );

    test('cuts off a whole person from the roster, and reads who must sign too', async () => {
        const missing = s.admission.paper.missing;
        const { port, dialogue } = await shown({ cut: () => ({ ...view, wholePerson: true, done: false, missing }), exposure: () => [] });
        await dialogue.talk.show(s.water, s.device.party);
        dialogue.sheet = 'roster';
        await press(new RegExp(`^${s.t.me} .*You$`));
        expect(screen.queryByRole('button', { name: 'Cut off a device' })).toBeNull();
        await press('Back');
        await press(/^Samir/);
        await press('Cut off a device');
        await choose('What is cut off', 'person');
        await press('Sign and cut off');
        expect(port.calls.find(({ name }) => name === 'cut')?.argument).toEqual({ device: samir!.device, wholePerson: true, reason: '' });
        const status = await screen.findByText(/Not in force yet/);
        expect(status.textContent.replaceAll(/[\u2068\u2069]/g, '')).toContain('Leyla · Ingrid');
    });

    test('reads which channels a device that was cut off could read', async () => {
        const { dialogue } = await shown({ exposure: () => s.exposure });
        dialogue.sheet = 'device';
        await press('What cut-off devices could read');
        await screen.findByText(/^Count this as known/);
        const rows = (await screen.findAllByRole('listitem')).map(({ textContent }) => textContent.replaceAll(/\s+/g, ' ').trim());
        expect(rows.filter((row) => /from|until/.test(row))).toEqual([
            'Plenary Samir · from April 14, 2026 · until April 15, 2026',
            'Water Samir · from before you came · still there',
        ]);
    });

    test('makes a link for the own second device', async () => {
        const { port, dialogue } = await shown({ linkDevice: () => s.link });
        dialogue.sheet = 'device';
        await press('A further device of mine');
        await press('Make the link');
        expect(port.calls.at(-1)).toEqual({ name: 'linkDevice', argument: { hours: 1 } });
        expect(((await screen.findByLabelText('Link')) as HTMLTextAreaElement).value).toBe(s.link.link);
    });
});
