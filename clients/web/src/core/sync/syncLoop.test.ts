import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RelayUnreachable } from '../connection/relayUnreachable.ts';
import { Doorbell } from './doorbell.ts';
import { SyncLoop } from './syncLoop.ts';

let rounds: (() => Promise<void>)[];
let done: number;
let isCut: boolean;
let links: (number | undefined)[];
let failures: unknown[];
let doorbell: Doorbell;
let loop: SyncLoop;

const lost = () => Promise.reject(new RelayUnreachable('not-connected'));

beforeEach(() => {
    vi.useFakeTimers({ now: 1000 });
    [rounds, done, isCut, links, failures, doorbell] = [[], 0, false, [], [], new Doorbell()];
    loop = new SyncLoop({
        round: () => {
            done += 1;
            return (rounds.shift() ?? (() => Promise.resolve()))();
        },
        isCut: () => isCut,
        doorbell,
        now: () => Date.now(),
        link: (lostAt) => links.push(lostAt),
        judge: (failure) => {
            failures.push(failure);
            return Promise.resolve(failure instanceof RelayUnreachable ? 'lost' : failure === 'end' ? 'end' : 'again');
        },
    });
});
afterEach(() => {
    vi.useRealTimers();
});

describe('the loop', () => {
    test('looks when it is rung for, and after a while of silence', async () => {
        loop.start();
        await vi.advanceTimersByTimeAsync(1000);
        expect(done).toBe(1);
        doorbell.ring();
        await vi.advanceTimersByTimeAsync(1);
        expect(done).toBe(2);
        await vi.advanceTimersByTimeAsync(20_000);
        expect(done).toBe(3);
        await loop.stop();
        await vi.advanceTimersByTimeAsync(60_000);
        expect(done).toBe(3);
        expect(links).toEqual([]);
    });

    test('tells since when there is no connection, and tries again with growing pauses', async () => {
        rounds = Array.from({ length: 8 }, () => lost);
        loop.start();
        await vi.advanceTimersByTimeAsync(200);
        expect(links).toEqual([1000]);
        const soon = done;
        expect(soon).toBeGreaterThanOrEqual(2);
        await vi.advanceTimersByTimeAsync(1000);
        expect(done).toBeLessThan(soon + 5);
        await vi.advanceTimersByTimeAsync(60_000);
        expect(links).toEqual([1000, undefined]);
        await loop.stop();
    });

    test('does not wait for a pause when it is hurried', async () => {
        rounds = Array.from({ length: 7 }, () => lost);
        loop.start();
        while (done < 7) await vi.advanceTimersByTimeAsync(100);
        loop.hurry();
        await vi.advanceTimersByTimeAsync(1);
        expect(done).toBe(8);
        await loop.stop();
    });

    test('does not hammer a relay that takes connections only to drop them', async () => {
        isCut = true;
        loop.start();
        for (let i = 0; i < 100; i++) {
            doorbell.ring();
            await vi.advanceTimersByTimeAsync(10);
        }
        expect(done).toBeLessThan(7);
        await loop.stop();
    });

    test('goes on after other failures, and ends when it cannot', async () => {
        rounds = [() => Promise.reject(new Error('once')), () => Promise.reject('end' as unknown as Error)];
        loop.start();
        await vi.advanceTimersByTimeAsync(1000);
        expect(done).toBe(2);
        expect(failures).toHaveLength(2);
        await vi.advanceTimersByTimeAsync(30_000);
        expect(done).toBe(2);
        loop.hurry();
        await vi.advanceTimersByTimeAsync(1);
        expect(done).toBe(3);
        await loop.stop();
        loop.hurry();
        await vi.advanceTimersByTimeAsync(30_000);
        expect(done).toBe(3);
        expect(links).toEqual([]);
    });

    test('ends with the round under way', async () => {
        let finish: () => void = () => undefined;
        rounds = [() => new Promise<void>((resolve) => (finish = resolve))];
        loop.start();
        await vi.advanceTimersByTimeAsync(1);
        const stopped = vi.fn();
        void loop.stop().then(stopped);
        await vi.advanceTimersByTimeAsync(1000);
        expect(stopped).not.toHaveBeenCalled();
        finish();
        await vi.advanceTimersByTimeAsync(1);
        expect(stopped).toHaveBeenCalled();
        expect(done).toBe(1);
    });
});
