import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import App from '../../App.svelte';
import { Dialogue } from '../../dialogue.svelte.ts';
import { language } from '../../i18n/language.svelte.ts';
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
    beforeAll(async () => {
        await Promise.all(Object.values((await import('../../screens.ts')).screens).map((load) => load()));
    });

    beforeEach(async () => {
        vi.stubGlobal('matchMedia', () => ({ matches: true }));
        await language.choose('en');
    });

    const press = async (name: string | RegExp): Promise<void> => void (await fireEvent.click(await screen.findByRole('button', { name })));
    const write = async (label: string, value: string): Promise<void> =>
        void (await fireEvent.input(await screen.findByLabelText(label), { target: { value } }));
    const choose = async (label: string, value: string): Promise<void> =>
        void (await fireEvent.change(await screen.findByLabelText(label), { target: { value } }));

    test('says what the dialogue is, and opens it with a passphrase', async () => {
        const link = 'https://relay.example.org/#pass=abc';
        const port = new ScriptedPort({ open: () => ({ state: 'empty' }), createDialogue: () => ({ ...gathering, stage: 'asking' }) });
        const dialogue = new Dialogue(port);
        render(App, { props: { dialogue } });
        await dialogue.start(link);
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
        const port = new ScriptedPort({
            open: () => ({ state: 'open', device: gathering }),
            founders: () => s.founders,
            foundingSides: () => s.sides,
            inviteFounder: () => s.link,
            dropFounder: () => undefined,
            proposeCharter: () => s.toSign,
            charter: () => s.toSign,
        });
        const dialogue = new Dialogue(port);
        render(App, { props: { dialogue } });
        await dialogue.start(undefined);
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
        const port = new ScriptedPort({ open: () => ({ state: 'open', device: gathering }), foundingSides: refuse('not-allowed') });
        const dialogue = new Dialogue(port);
        render(App, { props: { dialogue } });
        await dialogue.start(undefined);
        expect(await screen.findByText('The founders are gathering')).toBeTruthy();
        expect(screen.queryByRole('button', { name: 'Propose the Charter' })).toBeNull();
    });
});
