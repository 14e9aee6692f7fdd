import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Question } from '../../../serviceWorker/api.ts';
import { Releases, type Registration } from './releases.svelte.ts';

const running = { version: '0.1.0', hash: '' };
const other = { version: '0.2.0', hash: 'ab'.repeat(32) };

/** A worker that answers what the test says. */
function worker(answers: Partial<Record<Question['ask'], unknown>>, state = 'activated') {
    const asked: string[] = [];
    const target = Object.assign(new EventTarget(), {
        state,
        asked,
        postMessage: (question: Question, [port]: MessagePort[]) => {
            asked.push(question.ask);
            port?.postMessage(answers[question.ask]);
        },
    });
    return target as typeof target & ServiceWorker;
}

const registered = (parts: Partial<Registration>): Registration =>
    Object.assign(new EventTarget(), { installing: null, waiting: null, active: null, update: async () => undefined, ...parts });

beforeEach(async () => {
    const text = JSON.stringify({ version: running.version });
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
    running.hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    vi.stubGlobal('fetch', async () => new Response(text));
});

afterEach(() => vi.unstubAllGlobals());

async function kept(registration: Registration): Promise<Releases> {
    const releases = new Releases(undefined);
    await releases.keep(async () => registration);
    return releases;
}

describe('the release that runs', () => {
    test('has the hash of its list, which is computed', async () => {
        const releases = new Releases(undefined);
        await releases.read();
        expect(releases.running).toEqual(running);
    });

    test('cannot be asked about where the browser keeps none', async () => {
        const releases = new Releases(undefined);
        await releases.keep(() => Promise.reject(new TypeError('no service workers')));
        expect(releases.canLook).toBe(false);
        expect((await kept(registered({ active: worker({ release: running }) }))).canLook).toBe(true);
    });
});

describe('another release', () => {
    test('is none where the worker brought the one that runs', async () => {
        const releases = await kept(registered({ active: worker({ release: { ...running } }) }));
        await releases.lookNow();
        expect([releases.newer, releases.look]).toEqual([undefined, 'none']);
    });

    test('is found where it waits, and where the browser started its worker by itself', async () => {
        for (const parts of [
            { waiting: worker({ release: other }), active: worker({ release: running }) },
            { active: worker({ release: other }) },
        ]) {
            const releases = await kept(registered(parts));
            await releases.lookNow();
            expect([releases.newer, releases.look]).toEqual([other, 'found']);
        }
    });

    test('is refused as a whole where it could not be installed, and unreachable without a relay', async () => {
        const spoiled = worker({}, 'installing');
        const registration = registered({ active: worker({ release: running }), installing: spoiled });
        const releases = new Releases(undefined);
        const keeping = releases.keep(async () => registration);
        const looking = keeping.then(() => releases.lookNow());
        Object.assign(spoiled, { state: 'redundant' });
        spoiled.dispatchEvent(new Event('statechange'));
        await looking;
        expect([releases.newer, releases.look]).toEqual([undefined, 'refused']);

        const alone = await kept(
            registered({ active: worker({ release: running }), update: () => Promise.reject(new TypeError('offline')) }),
        );
        await alone.lookNow();
        expect(alone.look).toBe('unreachable');
    });

    test('is used after a press only', async () => {
        const waiting = worker({ release: other, use: false });
        const releases = await kept(registered({ waiting, active: worker({ release: running }) }));
        await releases.lookNow();
        expect(waiting.asked).not.toContain('use');

        await releases.use();
        expect(waiting.asked).toContain('use');
        expect(releases.look).toBe('unreachable');
    });
});
