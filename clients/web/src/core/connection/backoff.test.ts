import { expect, test } from 'vitest';
import { Backoff } from './backoff.ts';

test('pauses double from 0.2 s to 30 s, each shortened by up to half', () => {
    const backoff = new Backoff();
    for (let full = 200, i = 0; i < 12; i++, full = Math.min(30_000, full * 2)) {
        const pause = backoff.next();
        expect(pause).toBeGreaterThanOrEqual(Math.floor(full / 2));
        expect(pause).toBeLessThanOrEqual(full);
    }
    backoff.reset();
    expect(backoff.next()).toBeLessThanOrEqual(200);
});
