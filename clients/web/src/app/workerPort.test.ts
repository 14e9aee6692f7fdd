import { describe, expect, test } from 'vitest';
import type { Answer, Call, News } from '../worker/api.ts';
import { problemOf, WorkerPort, type Port } from './workerPort.ts';

class Wire extends EventTarget implements Port {
    readonly sent: Call[] = [];

    isEnded = false;

    postMessage(message: Call): void {
        this.sent.push(message);
    }

    terminate(): void {
        this.isEnded = true;
    }

    give(data: Answer | News): void {
        this.dispatchEvent(new MessageEvent('message', { data }));
    }
}

describe('the way to the worker', () => {
    test('numbers calls and gives each its own answer', async () => {
        const wire = new Wire();
        const port = new WorkerPort(() => wire);
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
        const answered = new WorkerPort(() => wire).call('lock');
        wire.give({ number: 7, ok: true, value: undefined });
        wire.give({ number: 1, ok: true, value: undefined });
        wire.give({ number: 1, ok: false, problem: 'unexpected' });
        await expect(answered).resolves.toBeUndefined();
    });

    test('tells news to everyone who listens', () => {
        const wire = new Wire();
        const port = new WorkerPort(() => wire);
        const heard: News[] = [];
        port.hear((news) => heard.push(news));
        wire.give({ news: 'locked' });
        expect(heard).toEqual([{ news: 'locked' }]);
    });

    test.each(['error', 'messageerror'])('gives up every call when the worker does not start: %s', async (event) => {
        const wire = new Wire();
        const port = new WorkerPort(() => wire);
        const waiting = port.call('channels');
        wire.dispatchEvent(new Event(event));
        await expect(waiting).rejects.toMatchObject({ problem: 'unexpected' });
        await expect(port.call('open')).rejects.toMatchObject({ problem: 'unexpected' });
    });

    test('goes on when a worker that has started makes a mistake', async () => {
        const wire = new Wire();
        const waiting = new WorkerPort(() => wire).call('channels');
        wire.give({ news: 'link', link: { lostAt: undefined } });
        wire.dispatchEvent(new Event('error'));
        wire.give({ number: 1, ok: true, value: [] });
        await expect(waiting).resolves.toEqual([]);
    });

    test.each(['lock', 'wipe', 'told'] as const)('ends a worker that has locked and goes on with another: %s', async (how) => {
        const wires: Wire[] = [];
        const port = new WorkerPort(() => {
            wires.push(new Wire());
            return wires.at(-1)!;
        });
        const heard: News[] = [];
        port.hear((news) => heard.push(news));
        const first = how === 'told' ? port.call('hide') : port.call(how);
        const unlocking = port.call('unlock', { passphrase: 'x' });
        expect(wires).toHaveLength(1);
        wires[0]!.give({ news: 'link', link: { lostAt: undefined } });
        expect(wires[0]!.isEnded).toBe(false);
        wires[0]!.give(how === 'told' ? { news: 'locked' } : { number: 1, ok: true, value: undefined });
        expect(wires.map((wire) => wire.isEnded)).toEqual([true, false]);
        expect(wires[1]!.sent.at(-1)).toEqual({ number: 2, call: 'unlock', argument: { passphrase: 'x' } });
        wires[0]!.give({ number: 2, ok: false, problem: 'unexpected' });
        wires[0]!.give({ news: 'alarm', problem: 'unexpected' });
        wires[1]!.give({ number: 1, ok: true, value: undefined });
        wires[1]!.give({ number: 2, ok: false, problem: 'wrong-passphrase' });
        await expect(first).resolves.toBeUndefined();
        expect(problemOf(await unlocking.catch((error: unknown) => error))).toBe('wrong-passphrase');
        expect(heard).toEqual([{ news: 'link', link: { lostAt: undefined } }, ...(how === 'told' ? [{ news: 'locked' }] : [])]);
    });

    test('keeps a worker that could not wipe', async () => {
        const wires: Wire[] = [];
        const port = new WorkerPort(() => {
            wires.push(new Wire());
            return wires.at(-1)!;
        });
        const wiping = port.call('wipe');
        wires[0]!.give({ number: 1, ok: false, problem: 'platform' });
        await expect(wiping).rejects.toMatchObject({ problem: 'platform' });
        expect(wires).toHaveLength(1);
    });

    test('has a sentence for what it does not know', () => {
        expect(problemOf(new RangeError('x'))).toBe('unexpected');
    });
});
