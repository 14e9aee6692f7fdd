import { screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, test } from 'vitest';
import { choose, opened, prepare, press, write } from '../../testing/page.ts';
import { samplesIn } from '../../testing/samples.ts';
import { refuse, ScriptedPort } from '../../testing/scriptedPort.ts';
import { Founding } from './founding.svelte.ts';
import { Plan } from './plan.svelte.ts';

const s = samplesIn('en');
const gathering = { ...s.device, stage: 'gathering', groundRules: {}, party: undefined, roles: ['facilitator'] } as const;

describe('a plan', () => {
    test('names the sides for the command line by their first words, or by numbers where those say nothing', () => {
        const codes = (first: string, second: string): readonly string[] => {
            const plan = new Plan();
            [plan.first, plan.second] = [first, second];
            return plan.dialogue.parties.map(({ code }) => code);
        };
        expect(codes('Hill Institute', ' Coast Forum')).toEqual(['hill', 'coast']);
        for (const [first, second] of [
            ['التلّ', 'الساحل'],
            ['Hill one', 'Hill two'],
            ['Hill', '海岸'],
        ] as const)
            expect(codes(first, second)).toEqual(['side-1', 'side-2']);
        expect(codes('Incomprehensibilities', 'B')).toEqual(['incomprehensibil', 'b']);
    });

    test('says of the first founder what they are, and of a sole one nothing', () => {
        const plan = new Plan();
        [plan.first, plan.second, plan.own] = ['Hill', 'Coast', 'second'];
        expect(plan.dialogue).toMatchObject({ rules: '1+1+1', roles: ['organizer'], party: 'coast' });
        plan.rules = 'solo';
        expect(plan.dialogue).toMatchObject({ rules: 'solo', roles: [], party: undefined });
    });
});

describe('the founders', () => {
    test('are gathered by nobody but the device that opened the dialogue', async () => {
        const other = new Founding(new ScriptedPort({ foundingSides: refuse('not-allowed') }));
        await other.load();
        expect([other.founders, other.problem]).toEqual([undefined, undefined]);
        const first = new Founding(new ScriptedPort({ founders: () => s.founders, foundingSides: () => s.sides }));
        await first.load();
        expect([first.founders, first.sides.map(({ title }) => title)]).toEqual([s.founders, ['Hill', 'Coast']]);
    });

    test('whose Charter cannot be proposed yet stay where they are, with the reason', async () => {
        const founding = new Founding(new ScriptedPort({ proposeCharter: refuse('not-ready') }));
        expect(await founding.propose()).toBe(false);
        expect(founding.problem).toBe('not-ready');
    });
});

describe('whoever has a Begin link', () => {
    beforeEach(prepare);

    test('says what the dialogue is, and opens it with a passphrase', async () => {
        const link = 'https://relay.example.org/#pass=abc';
        const { port } = await opened({ link }, { createDialogue: () => ({ ...gathering, stage: 'asking' }) });
        await write('Name of the dialogue', ' Lake Dialogue ');
        await write('First side', 'Hill');
        await press('Go on');
        expect((await screen.findByRole('alert')).textContent).toBe('Please fill in every line.');
        await write('Second side', 'Coast');
        await choose('You are', 'second');
        await write('Your name in the dialogue', 'Dana');
        await press('Go on');
        await write('Passphrase', 'nine herons over the reed bank');
        await write('The same once more', 'nine herons over the reed bank');
        await press('Open the dialogue');
        expect(port.calls.find(({ name }) => name === 'createDialogue')?.argument).toEqual({
            link,
            name: 'Dana',
            passphrase: 'nine herons over the reed bank',
            title: 'Lake Dialogue',
            parties: [
                { code: 'hill', title: 'Hill' },
                { code: 'coast', title: 'Coast' },
            ],
            rules: '1+1+1',
            roles: ['organizer'],
            party: 'coast',
        });
        expect(port.count('invitation')).toBe(0);
        expect(await screen.findByText('Your request waits on this phone')).toBeTruthy();
    });

    test('gathers the founders, takes out whose link two devices used, and proposes the Charter', async () => {
        const { port } = await opened(
            { device: gathering },
            {
                founders: () => s.founders,
                foundingSides: () => s.sides,
                inviteFounder: () => s.link,
                dropFounder: () => undefined,
                proposeCharter: () => s.toSign,
                charter: () => s.toSign,
            },
        );
        expect(await screen.findByText('Gather the founders')).toBeTruthy();
        await choose('As what', '');
        await press('Make a link for a founder');
        expect(port.calls.at(-1)).toEqual({ name: 'inviteFounder', argument: { roles: ['facilitator'], party: undefined, hours: 72 } });
        await press('A link for another founder');
        await choose('As what', 'C');
        await press('Make a link for a founder');
        expect(port.calls.at(-1)).toEqual({ name: 'inviteFounder', argument: { roles: ['organizer'], party: 'C', hours: 72 } });
        expect(screen.getByText('Two devices used this link.')).toBeTruthy();
        await press('Take out: Samir');
        expect(port.calls.find(({ name }) => name === 'dropFounder')?.argument).toEqual({ founder: s.founders[2].id });
        port.tell({ news: 'founders', founders: s.founders.slice(0, 2) });
        await press('Propose the Charter');
        expect(await screen.findByLabelText('Digits of this version')).toBeTruthy();
    });

    test('is the only one to gather: others wait for the Charter', async () => {
        await opened({ device: gathering }, { foundingSides: refuse('not-allowed') });
        expect(await screen.findByText('The founders are gathering')).toBeTruthy();
        expect(screen.queryByRole('button', { name: 'Propose the Charter' })).toBeNull();
    });
});
