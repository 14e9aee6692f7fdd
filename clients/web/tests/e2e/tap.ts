import type { Page } from 'playwright-core';

/** A message between the page and its worker, as it went; what is neither text nor number is named by its type. */
export type Overheard = { readonly from: 'page' | 'worker'; readonly message: unknown };

/** What the tap's script in the page calls. */
type Listening = { overheard(from: Overheard['from'], text: string): void };

/**
 * Listens to what the page and its worker say to each other. What is heard is handed on at once and not kept in the page, whose
 * memory is searched as well.
 */
export async function tap(page: Page, hear: (one: Overheard) => void): Promise<void> {
    await page.exposeFunction('overheard', (from: Overheard['from'], text: string) => hear({ from, message: JSON.parse(text) as unknown }));
    await page.addInitScript(() => {
        const tell = (from: Overheard['from'], message: unknown): void => {
            const named = (_: string, value: unknown): unknown => {
                const isPlain =
                    typeof value !== 'object' ||
                    value === null ||
                    [Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value) as never);
                return isPlain ? (typeof value === 'bigint' ? { type: 'bigint' } : value) : { type: Object.prototype.toString.call(value) };
            };
            (globalThis as unknown as Listening).overheard(from, JSON.stringify(message, named));
        };
        globalThis.Worker = class extends Worker {
            constructor(url: string | URL, options?: WorkerOptions) {
                super(url, options);
                this.addEventListener('message', ({ data }) => tell('worker', data));
            }

            override postMessage(message: unknown, ...others: never[]): void {
                tell('page', message);
                super.postMessage(message, ...others);
            }
        };
    });
}
