import { expect } from 'vitest';
import type { Relay } from './relay.ts';
import type { WebPerson } from './webPerson.ts';

const patience = { timeout: 60_000, interval: 100 };

/** One round: which channel, and how many texts are in it already. */
type Round = { readonly title: string; readonly round: number; readonly before: number };

/**
 * Kills a browser while it sends, opens it again, and expects that everything which the page had let go of is in the channel, once and
 * in order. In even rounds the relay answers nothing meanwhile, so that all of it is under way when the browser dies.
 */
export async function killedMidSend(
    person: WebPerson,
    relay: Relay,
    { title, round, before }: Round,
): Promise<{ readonly came: readonly string[]; readonly inFlight: number }> {
    const kept: string[] = [];
    const texts = Array.from({ length: 60 }, (_, index) => `round ${round}, number ${index}, رقم`);
    const isHeldBack = round % 2 === 0;
    if (isHeldBack) {
        process.kill(relay.pid, 'SIGSTOP');
    }
    const flood = person.flood(texts, (text) => kept.push(text)).catch(() => undefined);
    await expect.poll(() => kept.length, { timeout: 60_000, interval: 2 }).toBeGreaterThanOrEqual(4 + ((3 * round) % 17));
    const inFlight = isHeldBack ? kept.length : await person.waiting().catch(() => 0);
    await person.kill();
    await flood;
    if (isHeldBack) {
        process.kill(relay.pid, 'SIGCONT');
    }

    await person.reopen();
    await person.returnTo(title);
    await expect.poll(async () => (await person.lines()).length - before, patience).toBeGreaterThanOrEqual(kept.length);
    await expect.poll(() => person.waiting(), patience).toBe(0);
    const came = (await person.lines()).slice(before).map(({ text }) => text);
    expect(came.slice(0, kept.length), `round ${round}`).toEqual(kept);
    // Those after the last that the page let go of were stored or not, but none without the ones before it.
    expect(came, `round ${round}`).toEqual(texts.slice(0, came.length));
    expect(came.length).toBeLessThanOrEqual(kept.length + 2);
    return { came, inFlight };
}
