import { describe, expect, test } from 'vitest';
import { refuse, ScriptedPort } from '../../testing/scriptedPort.ts';
import { samplesIn } from '../../testing/samples.ts';
import { hasty } from './audience.ts';
import { Talk } from './talk.svelte.ts';

const s = samplesIn('en');
const kept = s.line(9, 'x', { ...s.own, state: 'waiting' });
const plenary = s.channels[0]!;

function talkWith(script: ScriptedPort['script'] = {}) {
    const clock = { now: 0 };
    const port = new ScriptedPort({
        show: ({ channel }) => s.talk([plenary, s.water, s.coastCaucus].find(({ id }) => id === channel)!),
        send: () => kept,
        ...script,
    });
    return { clock, port, talk: new Talk(port, () => clock.now) };
}

describe('sending', () => {
    test('keeps the words until the worker has them', async () => {
        const { talk } = talkWith();
        await talk.show(plenary, s.hill);
        talk.draft = ' Good morning ';
        expect(await talk.send()).toBe(true);
        expect([talk.draft, talk.view?.lines.at(-1), talk.kept]).toEqual(['', kept, kept]);
    });

    test('before the channel is there waits for it, and leaves the words where the writer has gone on', async () => {
        const came: (() => void)[] = [];
        const { talk, port } = talkWith({
            show: ({ channel }) =>
                new Promise((done) => came.push(() => done(s.talk([plenary, s.water].find(({ id }) => id === channel)!)))),
        });
        void talk.show(plenary, s.hill);
        talk.draft = 'Good morning';
        const sent = [talk.send(), talk.send()];
        expect([port.count('send'), talk.sending, talk.draft]).toEqual([0, true, 'Good morning']);
        came.shift()!();
        expect(await Promise.all(sent)).toEqual([true, false]);
        expect([port.count('send'), talk.sending, talk.draft]).toEqual([1, false, '']);

        void talk.show(s.water, s.hill);
        talk.draft = 'To those of the water';
        const late = talk.send();
        void talk.show(plenary, s.hill);
        came.forEach((come) => come());
        expect([await late, port.count('send')]).toEqual([false, 1]);
        void talk.show(s.water, s.hill);
        expect(talk.draft).toBe('To those of the water');
    });

    test('that is refused loses nothing', async () => {
        const { talk } = talkWith({ send: refuse('text-too-long') });
        await talk.show(plenary, s.hill);
        talk.draft = 'Good morning';
        expect(await talk.send()).toBe(false);
        expect([talk.draft, talk.problem, talk.sending]).toEqual(['Good morning', 'text-too-long', false]);
    });

    test('twice at once sends once, and nothing sends nothing', async () => {
        const { talk, port } = talkWith();
        await talk.show(plenary, s.hill);
        talk.draft = '  ';
        await talk.send();
        expect(port.count('send')).toBe(0);
        talk.draft = 'Good morning';
        await Promise.all([talk.send(), talk.send()]);
        expect(port.count('send')).toBe(1);
    });

    test('shows a line once when the news was faster', async () => {
        const { talk } = talkWith({
            send: () => {
                talk.take(s.talk(plenary, [...s.lines, kept]));
                return kept;
            },
        });
        await talk.show(plenary, s.hill);
        talk.draft = 'x';
        await talk.send();
        expect(talk.view?.lines.filter(({ id }) => id === kept.id)).toHaveLength(1);
    });
});

describe('the question where words go', () => {
    test('is asked once when the writer has just come from elsewhere', async () => {
        const { talk, port, clock } = talkWith();
        await talk.show(plenary, s.hill);
        talk.hide();
        clock.now = 1;
        await talk.show(s.water, s.hill);
        talk.draft = 'x';
        clock.now = hasty;
        await talk.send();
        expect([port.count('send'), talk.doubt]).toEqual([0, { noneOfOurs: false, from: 'Plenary' }]);
        await talk.send(true);
        talk.draft = 'y';
        await talk.send();
        expect([port.count('send'), talk.doubt]).toEqual([2, undefined]);
    });

    test('is not asked later, nor in the first channel', async () => {
        const { talk, port, clock } = talkWith();
        await talk.show(plenary, s.hill);
        talk.draft = 'x';
        await talk.send();
        await talk.show(s.water, s.hill);
        talk.draft = 'x';
        clock.now = hasty;
        await talk.send();
        expect(port.count('send')).toBe(2);
    });

    test('is asked where nobody of the own side is', async () => {
        const { talk, port } = talkWith();
        await talk.show(s.coastCaucus, s.hill);
        talk.draft = 'x';
        await talk.send();
        expect([port.count('send'), talk.doubt?.noneOfOurs]).toEqual([0, true]);
        const own = talkWith();
        await own.talk.show(s.coastCaucus, s.coast);
        own.talk.draft = 'x';
        await own.talk.send();
        expect(own.port.count('send')).toBe(1);
    });
});

describe('what is shown', () => {
    test('is the channel opened last, whichever answer comes first', async () => {
        let late: (() => void) | undefined;
        const { talk } = talkWith({
            show: ({ channel }) => (channel === plenary.id ? new Promise((done) => (late = () => done(s.talk(plenary)))) : s.talk(s.water)),
        });
        const first = talk.show(plenary, s.hill);
        await talk.show(s.water, s.hill);
        late!();
        await first;
        expect(talk.view?.channel.id).toBe(s.water.id);
        talk.take(s.talk(plenary));
        expect(talk.view?.channel.id).toBe(s.water.id);
    });

    test('marks where the last visit ended and says what comes new', async () => {
        const { talk } = talkWith({ show: () => s.talk({ ...plenary, unread: 1 }) });
        await talk.show(plenary, s.hill);
        expect([talk.firstNew, talk.heard]).toEqual(['l6', []]);
        const news = s.line(10, 'Good morning');
        talk.take(s.talk(plenary, [...s.lines, news]));
        expect(talk.heard).toEqual([news]);
        talk.take(s.talk(plenary, [...s.lines, news, kept]));
        expect(talk.heard).toEqual([news]);
    });

    test('and came while the page was out of sight is new when it is looked at again', async () => {
        const news = s.line(10, 'Good morning');
        const { talk, port } = talkWith({ show: () => s.talk({ ...plenary, unread: 0 }) });
        await talk.show(plenary, s.hill);
        await talk.look(false);
        await talk.look(false);
        expect([port.count('hide'), talk.firstNew]).toEqual([1, undefined]);
        port.script.show = () => s.talk({ ...plenary, unread: 1 }, [...s.lines, news]);
        await talk.look(true);
        await talk.look(true);
        expect([port.count('show'), talk.firstNew, talk.heard]).toEqual([2, news.id, [news]]);
        talk.take(s.talk({ ...plenary, unread: 0 }, [...s.lines, news, s.line(11, 'And you?')]));
        expect(talk.firstNew).toBe(news.id);
    });

    test('is fetched once more after that failed', async () => {
        const { talk, port } = talkWith({ show: refuse('not-ready') });
        await talk.show(plenary, s.hill);
        expect([talk.view, talk.problem]).toEqual([undefined, 'not-ready']);
        port.script.show = () => s.talk(plenary);
        await talk.retry();
        expect([talk.view?.channel, talk.problem]).toEqual([plenary, undefined]);
    });

    test('reaches further back on request', async () => {
        const { talk, port } = talkWith();
        await talk.show(plenary, s.hill);
        await talk.showEarlier();
        expect(port.calls.map(({ argument }) => argument)).toEqual([
            { channel: plenary.id, last: 100 },
            { channel: plenary.id, last: 200 },
        ]);
    });

    test('keeps a half-written text for each channel', async () => {
        const { talk } = talkWith();
        await talk.show(plenary, s.hill);
        talk.draft = 'half';
        await talk.show(s.water, s.hill);
        expect(talk.draft).toBe('');
        await talk.show(plenary, s.hill);
        expect(talk.draft).toBe('half');
    });
});
