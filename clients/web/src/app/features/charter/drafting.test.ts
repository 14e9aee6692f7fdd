import { fireEvent, screen, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, test } from 'vitest';
import type { CharterDraft } from '../../../worker/api.ts';
import { choose, opened, prepare, press, write } from '../../testing/page.ts';
import { samplesIn } from '../../testing/samples.ts';
import { refuse, ScriptedPort } from '../../testing/scriptedPort.ts';
import { Drafting } from './drafting.svelte.ts';

const s = samplesIn('en');
const script = () => ({ draftCharter: () => s.draft, charter: () => s.inForce, people: () => s.people, proposeCharter: () => s.inForce });
const plain = (text: string | null | undefined) =>
    text
        ?.replaceAll(/[\u2068\u2069]/g, '')
        .replaceAll(/\s+/g, ' ')
        .trim();

beforeEach(prepare);

describe('a draft', () => {
    test('says nothing new before it is changed; admissions end only with one that changes who decides', async () => {
        const port = new ScriptedPort(script());
        const drafting = new Drafting(port, false);
        await drafting.load();
        expect([drafting.changes, drafting.changesWhoDecides]).toEqual([[], false]);
        drafting.toggle(s.people[0]!.name);
        drafting.draft!.retentionDays = 1;
        expect(drafting.changes.map(({ what, lines, before }) => [what, lines.map(plain), before?.map(plain)])).toEqual([
            ['It is kept', ['1 day'], ['3 days']],
        ]);
        await drafting.propose();
        expect(port.calls.at(-1)?.argument).toMatchObject({ without: [] });
        drafting.addOfficer('Rana', 'facilitator');
        expect(drafting.changesWhoDecides).toBe(true);
        await drafting.propose();
        const { draft, without } = port.calls.at(-1)!.argument as { draft: string; without: string[] };
        expect(without).toEqual([s.people[0]!.name]);
        expect((JSON.parse(draft) as CharterDraft).officers.at(-1)).toMatchObject({ name: 'Rana', roles: ['facilitator'] });
        port.script.proposeCharter = refuse('draft-officer');
        await drafting.propose();
        expect(drafting.problem).toBe('draft-officer');
    });
});

describe('an officer', () => {
    test('edits the Charter, reads what that means and who must sign, and only then signs', async () => {
        const { port, dialogue } = await opened(
            { device: s.officer },
            { ...script(), papers: () => [s.amendment.paper], paper: () => s.amendment },
        );
        dialogue.sheet = 'charter';
        await press('Propose a change');
        const sheet = within(await screen.findByRole('dialog'));
        await write('Ground rules · English', `${s.t.rules.split('\n').slice(1).join('\n')}\nNobody is filmed.`);
        await choose('What is said is', 'chatham house');
        const quorum = within(await sheet.findByRole('group', { name: 'To change the Charter or remove somebody' }));
        await fireEvent.change(quorum.getByLabelText('How many'), { target: { value: '3' } });
        await press('Read what it means');
        expect(port.count('proposeCharter')).toBe(0);
        const rows = (await sheet.findAllByRole('definition')).map((row) => plain(row.textContent));
        expect(rows).toEqual([
            '3 × officer Until now: 2 × officer',
            'under the Chatham House Rule Until now: closed',
            expect.stringContaining('Added: Nobody is filmed.'),
        ]);
        expect(sheet.getByText('Who must sign')).toBeTruthy();
        await press('Sign and propose');
        const { draft } = port.calls.find(({ name }) => name === 'proposeCharter')!.argument as { draft: string };
        expect(JSON.parse(draft)).toMatchObject({ regime: 'chatham house', quorum: { requirements: [{ count: 3 }] } });
    });
});
