import type { Page } from 'playwright-core';
import type { Answer, Calls } from '../../src/worker/api.ts';

type Working = { readonly workers: Worker[] };

/** Lets a test ask the page's worker what a screen would ask it; before the page is opened. */
export async function keepWorkers(page: Page): Promise<void> {
    await page.addInitScript(() => {
        const workers: Worker[] = [];
        (globalThis as unknown as { workers: Worker[] }).workers = workers;
        globalThis.Worker = class extends Worker {
            constructor(url: string | URL, options?: WorkerOptions) {
                super(url, options);
                workers.push(this);
            }
        };
    });
}

/** One call of the worker that the page works with; its value, or the problem. */
export async function ask<Name extends keyof Calls>(page: Page, call: Name, argument: Calls[Name][0]): Promise<Calls[Name][1]> {
    const answer = (await page.evaluate(
        ([name, given]) => {
            const worker = (globalThis as unknown as Working).workers.at(-1) as Worker;
            // The page counts its own calls from one.
            const number = 1_000_000 + Math.floor(performance.now() * 1000);
            return new Promise<Answer>((done) => {
                worker.addEventListener('message', function hear({ data }: MessageEvent<Answer>) {
                    if (data.number !== number) return;
                    worker.removeEventListener('message', hear);
                    done(data);
                });
                worker.postMessage({ number, call: name, argument: given });
            });
        },
        [call, argument] as const,
    )) as Answer;
    if (!answer.ok) throw new Error(`${call}: ${answer.problem}`);
    return answer.value as Calls[Name][1];
}

/** Asks again until the answer is awaited, or a minute has gone. */
export async function until<T>(ask: () => Promise<T>, isAwaited: (value: T) => boolean): Promise<T> {
    for (let attempts = 0; attempts < 60; attempts++) {
        const value = await ask();
        if (isAwaited(value)) return value;
        await new Promise((next) => setTimeout(next, 1000));
    }
    throw new Error('nothing came in a minute');
}
