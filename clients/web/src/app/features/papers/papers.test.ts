import { fireEvent, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PaperDetails } from '../../../worker/api.ts';
import { opened, prepare, press } from '../../testing/page.ts';
import { samplesIn } from '../../testing/samples.ts';
import { refuse, ScriptedPort } from '../../testing/scriptedPort.ts';
import { Papers } from './papers.svelte.ts';

const s = samplesIn('en');
const id = s.admission.paper.id;
const signed: PaperDetails = {
    ...s.admission,
    paper: { ...s.admission.paper, missing: [], state: 'complete', can: { sign: false, withdraw: undefined, say: true } },
};
const all = { papers: () => [s.admission.paper], paper: () => s.admission };

describe('papers', () => {
    test('are loaded, opened, signed, and shown as the worker answers', async () => {
        const port = new ScriptedPort({ ...all, sign: () => signed });
        const papers = new Papers(port);
        await papers.load();
        expect(papers.toSign).toBe(1);
        await papers.sign();
        expect(port.count('sign')).toBe(0);
        await papers.open(id);
        await papers.sign();
        expect(port.calls.at(-1)).toEqual({ name: 'sign', argument: { paper: id } });
        expect(papers.shown).toBe(signed);
        expect(papers.toSign).toBe(0);
    });

    test('A01: a Charter is signed once its digits were compared, and another one not by that', async () => {
        const other = { ...s.amendment, paper: { ...s.amendment.paper, id: '19'.repeat(32) } };
        const port = new ScriptedPort({ paper: () => s.amendment, sign: () => s.amendment });
        const papers = new Papers(port);
        await papers.open(s.amendment.paper.id);
        for (const outcome of [undefined, 'differ'] as const) {
            papers.outcome = outcome;
            await papers.sign();
        }
        papers.outcome = 'same';
        port.script.paper = () => other;
        await papers.open(other.paper.id);
        await papers.sign();
        expect([papers.mustCompare, port.count('sign')]).toEqual([true, 0]);
        papers.outcome = 'same';
        await papers.sign();
        expect(port.calls.at(-1)).toEqual({ name: 'sign', argument: { paper: other.paper.id } });
    });

    test('keep the words that were refused, and let go of those that were taken', async () => {
        const port = new ScriptedPort({ ...all, object: refuse('remark-refused') });
        const papers = new Papers(port);
        await papers.open(id);
        papers.saying = 'object';
        papers.draft = 'He spoke for the army';
        await papers.say();
        expect([papers.problem, papers.saying, papers.draft]).toEqual(['remark-refused', 'object', 'He spoke for the army']);
        port.script.object = () => s.admission;
        await papers.say();
        expect([papers.problem, papers.saying, papers.draft]).toEqual([undefined, undefined, '']);
        expect(port.calls.at(-1)).toEqual({ name: 'object', argument: { paper: id, text: 'He spoke for the army' } });
    });

    test('forget everything behind a lock, and take no answer that comes after it', async () => {
        let answer: (details: PaperDetails) => void = () => undefined;
        const port = new ScriptedPort({ ...all, paper: () => new Promise((done) => (answer = done)) });
        const papers = new Papers(port);
        await papers.load();
        const opening = papers.open(id);
        papers.forget();
        answer(s.admission);
        await opening;
        expect([papers.all, papers.shown, papers.problem]).toEqual([undefined, undefined, undefined]);
    });
});

describe('an officer', () => {
    beforeEach(prepare);

    const read = async (): Promise<string> => (await screen.findByRole('article')).textContent.replace(/\s+/g, ' ');

    const shown = async (script: ScriptedPort['script'], device = s.officer) =>
        (await opened({ device }, { channels: () => s.channels, ...script })).port;

    test('finds what waits, reads it, asks, and signs for a side', async () => {
        const port = await shown({ ...all, ask: () => s.admission, sign: () => signed });
        await press(/^Papers/);
        await press(/^Admission of/);
        const page = await read();
        expect(page).toContain('Known to both sides from the border talks.');
        expect(page).toContain('1 open objection Nobody is admitted while an objection is open.');
        expect(page).toContain('Lina Hill · organizer Signed You Coast · organizer Not yet');
        await press('Ask');
        const field = await screen.findByLabelText('Your question. Everybody who signs reads it.');
        expect(document.activeElement).toBe(field);
        await fireEvent.input(field, { target: { value: 'Who vouches?' } });
        await press('Send');
        expect(port.calls.at(-1)).toEqual({ name: 'ask', argument: { paper: id, text: 'Who vouches?' } });
        await press('Countersign for Coast');
        expect(await screen.findByText('All signatures are there')).toBeTruthy();
        expect(screen.queryByRole('button', { name: /Countersign/ })).toBeNull();
    });

    test('reads what an amendment changes, and the digits to compare', async () => {
        const port = await shown({ papers: () => [s.amendment.paper], paper: () => s.amendment, sign: () => s.amendment });
        await press(/^Papers/);
        await press(/^The Charter of/);
        const page = await read();
        expect(page).toMatch(/It is kept\s*3 days\s*Until now:\s*7 days/);
        expect(page).toMatch(/Until now:\s*All of these:\s*1 × organizer, of each side\s*1 × facilitator/);
        expect(page).not.toContain('How new channels are sealed');
        expect(page).toContain('Admissions that end Petra');
        expect(screen.getByText('0093').getAttribute('dir')).toBe('ltr');
        expect(screen.queryByRole('button', { name: /Countersign/ })).toBeNull();
        await press('They differ');
        expect(screen.getByRole('alert').textContent).toContain('differ');
        expect(screen.queryByRole('button', { name: /Countersign/ })).toBeNull();
        await press('All the same');
        await press(/Countersign/);
        expect(port.calls.at(-1)).toEqual({ name: 'sign', argument: { paper: s.amendment.paper.id } });
    });

    test('is who has papers; others have none until they are asked', async () => {
        const port = await shown(all, s.device);
        expect(await screen.findByText('Lake Dialogue')).toBeTruthy();
        expect(screen.queryByRole('button', { name: /^Papers/ })).toBeNull();
        expect(port.count('papers')).toBe(0);
        port.tell({ news: 'papers', papers: [s.admission.paper] });
        expect(await screen.findByRole('button', { name: /^Papers/ })).toBeTruthy();
    });
});
