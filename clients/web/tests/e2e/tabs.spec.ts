import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CliPerson } from './cli.ts';
import { plenaryOf } from './plenary.ts';
import type { Relay } from './relay.ts';
import { Stage } from './stage.ts';
import type { WebPerson } from './webPerson.ts';

const stage = new Stage();
const title = 'Plenary';

let relay: Relay;
let ingrid: CliPerson;
let leyla: WebPerson;

beforeAll(async () => {
    ({ relay, ingrid, leyla } = await plenaryOf(stage, 'desktop', title));
});

afterAll(() => stage.end());

const tryUnlock = async (page: Page): Promise<void> => {
    await page.getByLabel(leyla.words('passphrase.label'), { exact: true }).fill(leyla.passphrase);
    await page.getByRole('button', { name: leyla.words('unlock.open'), exact: true }).click();
};
const isOpen = (page: Page) => page.locator('#dialogue-title').count();
const saysElsewhere = (page: Page) => page.getByText(leyla.words('problem.other-tab.what'), { exact: true }).count();
const lock = (page: Page) =>
    page
        .getByRole('button', { name: leyla.words('lock'), exact: true })
        .locator('visible=true')
        .first()
        .click();

/** Opens the channel in a tab and writes; the page may ask whether the place is right. */
async function say(page: Page, text: string): Promise<void> {
    await page.bringToFront();
    await page.locator('[data-channel]', { hasText: title }).click();
    await page.locator('textarea').fill(text);
    await page.locator('textarea').press('Enter');
    const question = page.locator('dialog[open] .pair button').last();
    await page.waitForFunction(() => document.querySelector('textarea')?.value === '' || document.querySelector('dialog[open]'));
    if (await question.isVisible()) {
        await question.click();
    }
    await page.waitForFunction(() => document.querySelector('textarea')?.value === '' && document.querySelector('.wait') === null);
}

it('Two tabs of one device never use it at the same time', async () => {
    const first = leyla.page;
    await say(first, 'from the first tab');
    const second = await leyla.browser.context.newPage();
    await second.goto(relay.url);

    await tryUnlock(second);
    await expect.poll(() => saysElsewhere(second), { timeout: 30_000 }).toBe(1);
    expect(await isOpen(second)).toBe(0);
    expect(await isOpen(first)).toBe(1);

    await lock(first);
    await tryUnlock(second);
    await expect.poll(() => isOpen(second), { timeout: 30_000 }).toBe(1);
    await say(second, 'from the second tab');
    await tryUnlock(first);
    await expect.poll(() => saysElsewhere(first), { timeout: 30_000 }).toBe(1);
    await lock(second);
    await tryUnlock(first);
    await expect.poll(() => isOpen(first), { timeout: 30_000 }).toBe(1);
    await say(first, 'from the first tab again');
    await lock(first);

    // Both at once: one of them comes in.
    await Promise.all([tryUnlock(first), tryUnlock(second)]);
    await expect
        .poll(async () => (await isOpen(first)) + (await isOpen(second)) + (await saysElsewhere(first)) + (await saysElsewhere(second)), {
            timeout: 30_000,
        })
        .toBe(2);
    expect((await isOpen(first)) + (await isOpen(second))).toBe(1);
    await say((await isOpen(first)) === 1 ? first : second, 'from whichever was first');

    // A tab that is closed gives the device back at once.
    await ((await isOpen(first)) === 1 ? first : second).close();
    const left = first.isClosed() ? second : first;
    await tryUnlock(left);
    await expect.poll(() => isOpen(left), { timeout: 30_000 }).toBe(1);
    await say(left, 'from the one that is left');

    const read = (await ingrid.read(title)).filter(({ kind }) => kind !== 'notice').map(({ kind, text }) => [kind, text]);
    expect(read).toEqual(
        [
            'from the first tab',
            'from the second tab',
            'from the first tab again',
            'from whichever was first',
            'from the one that is left',
        ].map((text) => ['text', text]),
    );
    console.log(`measured: ${read.length} messages from two tabs of one device, each read once and in order`);
});
