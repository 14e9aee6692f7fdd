import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { DraftView, TalkView } from '../../../worker/api.ts';
import { refuse, ScriptedPort } from '../../testing/scriptedPort.ts';
import { samplesIn } from '../../testing/samples.ts';
import { Talk } from './talk.svelte.ts';

const s = samplesIn('en');
const plenary = s.channels[0]!;
const asked = s.line(2, s.t.gauge);
const talkOf = (channel: string, draft?: DraftView): TalkView => ({
    ...s.talk([plenary, s.water].find(({ id }) => id === channel)!),
    draft,
});

function talkWith(script: ScriptedPort['script'] = {}) {
    const port = new ScriptedPort({ show: ({ channel }) => talkOf(channel), send: () => s.line(9, 'x', s.own), ...script });
    const talk = new Talk(port, () => 0);
    const kept = () => port.calls.filter(({ name }) => name === 'keepDraft').map(({ argument }) => argument);
    return { port, talk, kept };
}

beforeEach(() => {
    vi.useFakeTimers();
    return () => vi.useRealTimers();
});

describe('what is being written', () => {
    test('is kept after a pause, and once', async () => {
        const { talk, kept } = talkWith();
        await talk.show(plenary, s.hill);
        talk.draft = 'ha';
        vi.advanceTimersByTime(400);
        talk.draft = 'half';
        vi.advanceTimersByTime(499);
        expect(kept()).toEqual([]);
        vi.advanceTimersByTime(1);
        await talk.keep();
        expect(kept()).toEqual([{ channel: plenary.id, text: 'half', replyTo: undefined }]);
    });

    test('is kept at once when the channel is left, hidden or locked away', async () => {
        const { talk, kept } = talkWith();
        await talk.show(plenary, s.hill);
        talk.draft = 'one';
        await talk.show(s.water, s.hill);
        talk.draft = 'two';
        talk.hide();
        await talk.show(plenary, s.hill);
        talk.reply(asked);
        await talk.keep();
        talk.forget();
        expect(kept()).toEqual([
            { channel: plenary.id, text: 'one', replyTo: undefined },
            { channel: s.water.id, text: 'two', replyTo: undefined },
            { channel: plenary.id, text: 'one', replyTo: asked.id },
        ]);
        await talk.show(plenary, s.hill);
        expect([talk.draft, talk.answers]).toEqual(['', undefined]);
    });

    test('comes back from the worker, behind it what was typed before it came', async () => {
        const draft = { text: 'from yesterday', answers: { ...asked, text: s.t.gauge } };
        const { talk } = talkWith({ show: ({ channel }) => talkOf(channel, draft) });
        await talk.show(plenary, s.hill);
        expect([talk.draft, talk.answers?.id]).toEqual(['from yesterday', asked.id]);
        const shown = talk.show(s.water, s.hill);
        talk.draft = 'typed';
        await shown;
        expect(talk.draft).toBe('from yesterday\ntyped');
    });

    test('what the worker tells later does not replace what is on the page', async () => {
        const { talk } = talkWith();
        await talk.show(plenary, s.hill);
        talk.draft = 'newer';
        talk.take(talkOf(plenary.id, { text: 'older', answers: undefined }));
        expect(talk.draft).toBe('newer');
    });

    test('does not come back after it was sent', async () => {
        let keep: (() => void) | undefined;
        const { talk, port, kept } = talkWith({ keepDraft: () => new Promise<undefined>((done) => (keep = () => done(undefined))) });
        await talk.show(plenary, s.hill);
        talk.draft = 'x';
        vi.advanceTimersByTime(500);
        const sent = talk.send();
        await vi.advanceTimersByTimeAsync(1000);
        expect([port.count('keepDraft'), port.count('send')]).toEqual([1, 0]);
        keep!();
        expect([await sent, talk.draft]).toEqual([true, '']);
        await vi.advanceTimersByTimeAsync(1000);
        expect(kept()).toHaveLength(1);
    });

    test('and was typed while another text was sent is a new draft', async () => {
        let done: (() => void) | undefined;
        const { talk, kept } = talkWith({ send: () => new Promise((sent) => (done = () => sent(s.line(9, 'x', s.own)))) });
        await talk.show(plenary, s.hill);
        talk.draft = 'one';
        const sent = talk.send();
        await vi.advanceTimersByTimeAsync(0);
        talk.draft = 'one and';
        await talk.keep();
        done!();
        await sent;
        await vi.advanceTimersByTimeAsync(500);
        expect(kept().at(-1)).toEqual({ channel: plenary.id, text: 'one and', replyTo: undefined });
        expect(kept()).toHaveLength(2);
    });

    test('stays on the page where it cannot be kept', async () => {
        const { talk } = talkWith({ keepDraft: refuse('device-full') });
        await talk.show(plenary, s.hill);
        talk.draft = 'half';
        await talk.keep();
        expect([talk.draft, talk.problem]).toEqual(['half', undefined]);
    });
});

describe('an answer', () => {
    test('goes with the words, once, and can be dropped', async () => {
        const { talk, port } = talkWith();
        await talk.show(plenary, s.hill);
        talk.reply(asked);
        talk.draft = 'Yes';
        await talk.send();
        expect(port.calls.at(-1)).toEqual({ name: 'send', argument: { channel: plenary.id, text: 'Yes', replyTo: asked.id } });
        expect(talk.answers).toBeUndefined();
        talk.reply(asked);
        talk.dropReply();
        talk.draft = 'No';
        await talk.send();
        expect(port.calls.at(-1)?.argument).toMatchObject({ text: 'No', replyTo: undefined });
    });

    test('leads back to what it answers, however far back that is', async () => {
        const far = { ...s.line(1, 'far back'), id: 'far' };
        const { talk, port } = talkWith({
            show: ({ last }) => ({ ...talkOf(plenary.id), lines: last > 300 ? [far, ...s.lines] : s.lines, earlier: last <= 300 }),
        });
        await talk.show(plenary, s.hill);
        await talk.goTo(far.id);
        expect([port.count('show'), talk.target]).toEqual([3, { id: far.id }]);
        await talk.goTo('not here');
        expect([port.count('show'), talk.target]).toEqual([3, { id: far.id }]);
    });
});
