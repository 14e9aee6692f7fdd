import { describe, expect, test } from 'vitest';
import type { Answer, Call, News } from '../worker/api.ts';
import { problemOf, WorkerPort, type Port } from './workerPort.ts';

class Wire extends EventTarget implements Port {
    readonly sent: Call[] = [];

    postMessage(message: Call): void {
        this.sent.push(message);
    }

    give(data: Answer | News): void {
        this.dispatchEvent(new MessageEvent('message', { data }));
    }
}

describe('the way to the worker', () => {
    test('numbers calls and gives each its own answer', async () => {
        const wire = new Wire();
        const port = new WorkerPort(wire);
        const first = port.call('channels');
        const second = port.call('unlock', { passphrase: 'x' });
        expect(wire.sent).toEqual([
            { number: 1, call: 'channels', argument: undefined },
            { number: 2, call: 'unlock', argument: { passphrase: 'x' } },
        ]);
        wire.give({ number: 2, ok: false, problem: 'wrong-passphrase' });
        wire.give({ number: 1, ok: true, value: [] });
        await expect(first).resolves.toEqual([]);
        expect(problemOf(await second.catch((error: unknown) => error))).toBe('wrong-passphrase');
    });

    test('ignores an answer nobody waits for', async () => {
        const wire = new Wire();
        const answered = new WorkerPort(wire).call('lock');
        wire.give({ number: 7, ok: true, value: undefined });
        wire.give({ number: 1, ok: true, value: undefined });
        wire.give({ number: 1, ok: false, problem: 'unexpected' });
        await expect(answered).resolves.toBeUndefined();
    });

    test('tells news to everyone who listens', () => {
        const wire = new Wire();
        const port = new WorkerPort(wire);
        const heard: News[] = [];
        port.hear((news) => heard.push(news));
        wire.give({ news: 'locked' });
        expect(heard).toEqual([{ news: 'locked' }]);
    });

    test.each(['error', 'messageerror'])('gives up every call when the worker does not start: %s', async (event) => {
        const wire = new Wire();
        const port = new WorkerPort(wire);
        const waiting = port.call('channels');
        wire.dispatchEvent(new Event(event));
        await expect(waiting).rejects.toMatchObject({ problem: 'unexpected' });
        await expect(port.call('open')).rejects.toMatchObject({ problem: 'unexpected' });
    });

    test('goes on when a worker that has started makes a mistake', async () => {
        const wire = new Wire();
        const waiting = new WorkerPort(wire).call('channels');
        wire.give({ news: 'link', link: { lostAt: undefined } });
        wire.dispatchEvent(new Event('error'));
        wire.give({ number: 1, ok: true, value: [] });
        await expect(waiting).resolves.toEqual([]);
    });

    test('has a sentence for what it does not know', () => {
        expect(problemOf(new RangeError('x'))).toBe('unexpected');
    });
});
