import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const script = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

type Node = { readonly html: string; readonly failureSummary?: string };
type Outcome = {
    readonly violations: readonly { readonly id: string; readonly nodes: readonly Node[] }[];
    readonly passes: readonly unknown[];
};
type Axe = { run(context: Document, options: object): Promise<Outcome> };

/** What axe says of a page as it is: what is wrong, and how many rules were found kept. */
export async function judge(page: Page): Promise<{ readonly faults: readonly string[]; readonly passes: number }> {
    // In the tool's own way of running scripts, which the page's policy does not bind.
    await page.evaluate(script);
    const { violations, passes } = await page.evaluate(async (values) => {
        const { axe } = globalThis as unknown as { axe: Axe };
        const outcome = await axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations', 'passes'] });
        return { violations: outcome.violations, passes: outcome.passes.length };
    }, tags);
    const faults = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
    );
    return { faults, passes };
}
