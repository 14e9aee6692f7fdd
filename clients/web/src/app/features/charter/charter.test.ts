import { expect, test } from 'vitest';
import { language } from '../../i18n/language.svelte.ts';
import { samplesIn } from '../../testing/samples.ts';
import { refuse, ScriptedPort } from '../../testing/scriptedPort.ts';
import { Charter, partsOf } from './charter.svelte.ts';

const s = samplesIn('en');
const accepted = { ...s.inForce, accepted: true };

test('a member reads the Charter and accepts it once', async () => {
    const port = new ScriptedPort({ charter: () => s.inForce, acceptCharter: () => accepted });
    const charter = new Charter(port);
    await charter.load();
    expect(port.calls.at(-1)?.argument).toEqual({ proposed: false });
    expect([charter.view?.accepted, charter.canSign]).toEqual([false, false]);
    await Promise.all([charter.accept(), charter.accept()]);
    expect(port.count('acceptCharter')).toBe(1);
    expect(charter.view?.accepted).toBe(true);
});

test('A01: a founder signs the paper whose digits were shown and compared, and no other', async () => {
    const port = new ScriptedPort({ charter: () => s.toSign, sign: () => s.amendment });
    const charter = new Charter(port);
    await charter.sign();
    expect(port.count('sign')).toBe(0);
    await charter.load();
    expect(charter.canSign).toBe(true);
    for (const outcome of [undefined, 'differ'] as const) {
        charter.outcome = outcome;
        await charter.sign();
    }
    charter.outcome = 'same';
    port.script.charter = () => ({ ...s.toSign, id: '19'.repeat(32) });
    await charter.load();
    await charter.sign();
    expect(port.count('sign')).toBe(0);
    port.script.charter = () => s.toSign;
    await charter.load();
    charter.outcome = 'same';
    await charter.load();
    port.script.charter = () => ({ ...s.toSign, accepted: true });
    await charter.sign();
    expect(port.calls.filter(({ name }) => name === 'sign').map(({ argument }) => argument)).toEqual([{ paper: s.toSign.paper }]);
    expect([charter.canSign, charter.problem]).toEqual([false, undefined]);
});

test('what was not done is said, and the Charter stays on the screen', async () => {
    const port = new ScriptedPort({ charter: () => s.inForce, acceptCharter: refuse('not-ready') });
    const charter = new Charter(port);
    await charter.load();
    await charter.accept();
    expect([charter.problem, charter.view?.version]).toEqual(['not-ready', 2]);
    port.script.acceptCharter = () => accepted;
    await charter.accept();
    expect([charter.problem, charter.view?.accepted]).toEqual([undefined, true]);
});

test('every part of the Charter is shown, and under what changed the words until now', async () => {
    await language.choose('en');
    const parts = partsOf(s.inForce);
    expect(parts.map(({ what }) => what)).toEqual(partsOf(s.toSign).map(({ what }) => what));
    expect(parts.filter(({ before }) => before !== undefined).map(({ before, lines }) => [before, lines])).toHaveLength(1);
    const { before, terms } = s.inForce;
    const withoutRules = partsOf({ before, terms: { ...terms, groundRules: [] } });
    expect(withoutRules.at(-1)).toMatchObject({ lines: [], before: [s.t.rules] });
});
