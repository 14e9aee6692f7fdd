import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BrowserPerson } from './browser.ts';
import { ForeignHost } from './foreign.ts';
import { Relay } from './relay.ts';
import { Stage } from './stage.ts';

/** What must not work in the page, each beside something of the same kind that does. */
const stage = new Stage();
let relay: Relay;
let foreign: ForeignHost;
let person: BrowserPerson;

beforeAll(async () => {
    relay = await Relay.start(stage);
    foreign = await ForeignHost.start(stage);
    person = await BrowserPerson.open(stage, 'prober', { shape: 'desktop', locale: 'en' });
});

afterAll(() => stage.end());

describe('What runs in the page', () => {
    let outcomes: Record<string, string>;

    beforeAll(async () => {
        await person.page.goto(relay.url);
        await person.page.locator('h1').first().waitFor();
        expect(person.faults).toEqual([]);
        outcomes = await person.page.evaluate(async () => {
            // The smallest module: magic number and version.
            const wasm = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
            const probes: Record<string, () => unknown> = {
                evaluated: () => (0, eval)('1 + 1'),
                constructed: () => new Function('return 1 + 1')(),
                called: () => (() => 1 + 1)(),
                textTimer: () => new Promise((done) => done(setTimeout('void 0' as unknown as () => void, 0))),
                timer: () => new Promise((done) => setTimeout(() => done('ran'), 0)),
                html: () => document.createElement('p').insertAdjacentHTML('beforeend', '<b>x</b>'),
                text: () => (document.createElement('p').textContent = '<b>x</b>'),
                scriptText: () => (document.createElement('script').text = '1 + 1'),
                worker: () => new Worker('/assets/any.js'),
                compiled: () => WebAssembly.compile(wasm),
                valid: () => WebAssembly.validate(wasm),
                styleText: () => {
                    const shown = document.body.appendChild(document.createElement('p'));
                    shown.setAttribute('style', 'position: fixed');
                    return getComputedStyle(shown).position;
                },
                styleProperty: () => {
                    const shown = document.body.appendChild(document.createElement('p'));
                    shown.style.position = 'fixed';
                    return getComputedStyle(shown).position;
                },
            };
            const found: Record<string, string> = {};
            for (const [name, probe] of Object.entries(probes)) {
                // In a task of its own: the policy does not bind what the debugger itself runs.
                found[name] = await new Promise<string>((done) => {
                    setTimeout(() => {
                        Promise.resolve()
                            .then(probe)
                            .then(
                                (value) => done(String(value)),
                                (failure: Error) => done(failure.constructor.name),
                            );
                    });
                });
            }
            return found;
        });
    });

    it('was noticed by the harness where the policy refused it', () => {
        expect(person.faults.filter((fault) => fault.startsWith('policy: script-src')).length).toBeGreaterThan(0);
        expect(person.faults.filter((fault) => fault.startsWith('policy: require-trusted-types-for')).length).toBeGreaterThan(0);
        expect(person.faults.filter((fault) => fault.startsWith('policy: style-src-attr')).length).toBe(1);
        person.announce(/./);
    });

    it.each([
        ['text as code', 'evaluated', 'EvalError', 'called', '2'],
        ['text as a function', 'constructed', 'EvalError', 'called', '2'],
        ['text after a time', 'textTimer', 'TypeError', 'timer', 'ran'],
        ['HTML out of a string', 'html', 'TypeError', 'text', '<b>x</b>'],
        ['a script out of a string', 'scriptText', 'TypeError', 'text', '<b>x</b>'],
        ['a worker that no policy names', 'worker', 'TypeError', 'called', '2'],
        ['WebAssembly', 'compiled', 'CompileError', 'valid', 'true'],
        ['style out of markup', 'styleText', 'static', 'styleProperty', 'fixed'],
    ])('is not %s', (_, refused, how, honest, answer) => {
        expect(outcomes[refused]).toBe(how);
        expect(outcomes[honest]).toBe(answer);
    });
});

describe('What runs in the worker', () => {
    it('has the same policy', async () => {
        const other = await BrowserPerson.open(stage, 'worker', { shape: 'desktop', locale: 'en' });
        const started = other.page.waitForEvent('worker');
        await other.page.goto(relay.url);
        const worker = await started;
        const asked = foreign.asked;

        const found = await worker.evaluate(async (elsewhere) => {
            const wasm = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
            const probes = {
                evaluated: () => (0, eval)('1 + 1'),
                called: () => (() => 1 + 1)(),
                compiled: () => WebAssembly.compile(wasm),
                valid: () => WebAssembly.validate(wasm),
                foreign: () => fetch(elsewhere).then((answer) => answer.status),
                own: () => fetch('/health/live').then((answer) => answer.status),
            };
            const outcomes: Record<string, string> = {};
            for (const [name, probe] of Object.entries(probes)) {
                outcomes[name] = await new Promise<string>((done) => {
                    setTimeout(() => {
                        Promise.resolve()
                            .then(probe as () => unknown)
                            .then(
                                (value) => done(String(value)),
                                (failure: Error) => done(failure.constructor.name),
                            );
                    });
                });
            }
            return outcomes;
        }, foreign.url);

        expect(found).toEqual({
            evaluated: 'EvalError',
            called: '2',
            compiled: 'CompileError',
            valid: 'true',
            foreign: 'TypeError',
            own: '200',
        });
        expect(foreign.asked).toBe(asked);
        expect(other.faults.filter((fault) => fault.includes('policy of the worker: script-src')).length).toBeGreaterThan(0);
        expect(other.faults.filter((fault) => fault.includes('policy of the worker: connect-src')).length).toBe(1);
        other.announce(/policy of the worker/);
    });
});

describe('Whom the page talks to', () => {
    it('is its own relay and nobody else', async () => {
        await person.page.goto(relay.url);
        const reachable = (await fetch(foreign.url)).status;

        const tried = await person.page.evaluate(async (elsewhere) => {
            const socket = (url: string) =>
                new Promise<string>((done) => {
                    const opened = new WebSocket(url.replace('http', 'ws'));
                    opened.onopen = () => done('open');
                    opened.onerror = () => done('refused');
                });
            const image = (url: string) =>
                new Promise<string>((done) => {
                    const shown = document.createElement('img');
                    shown.onload = () => done('shown');
                    shown.onerror = () => done('refused');
                    shown.src = url;
                });
            const status = (url: string) =>
                fetch(url).then(
                    (answer) => String(answer.status),
                    (failure: Error) => failure.constructor.name,
                );
            const dot = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
            return {
                own: [await status('/health/live'), await socket(`${location.origin}/relay`), await image(dot)],
                foreign: [await status(elsewhere), await socket(elsewhere), await image(elsewhere)],
            };
        }, foreign.url);

        expect(reachable).toBe(200);
        expect(tried).toEqual({ own: ['200', 'open', 'shown'], foreign: ['TypeError', 'refused', 'refused'] });
        expect(foreign.asked).toBe(1);
    });

    it('does not show it in a frame of theirs', async () => {
        const framed = async (address: string): Promise<string | undefined> => {
            await person.page.goto(`${foreign.url}/?frame=${encodeURIComponent(address)}`);
            return person.page.frames()[1]?.url();
        };

        expect(await framed(`${foreign.url}/`)).toBe(`${foreign.url}/`);
        expect(await framed(`${relay.url}/`)).toBe('chrome-error://chromewebdata/');
    });
});

describe('Policies for trusted types', () => {
    it('are the two that are declared, each once', async () => {
        // A path that does not exist has the policy too, and no script that has made them already.
        await person.page.goto(`${relay.url}/nowhere`);

        const made = await person.page.evaluate(() => {
            const factory = (window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): object } }).trustedTypes;
            return ['svelte-trusted-html', 'app-script-url', 'app-script-url', 'undeclared', 'default'].map((name) => {
                try {
                    return typeof factory.createPolicy(name, {});
                } catch (failure) {
                    return (failure as Error).constructor.name;
                }
            });
        });

        expect(made).toEqual(['object', 'object', 'TypeError', 'TypeError', 'TypeError']);
    });
});
