import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveGallery } from '../gallery/served.ts';

let browser: Browser;
let gallery: Awaited<ReturnType<typeof serveGallery>>;

beforeAll(async () => {
    gallery = await serveGallery();
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
});

afterAll(async () => {
    await browser?.close();
    await gallery?.close();
});

const focused = (page: Page): Promise<string> =>
    page.evaluate(() => {
        const { activeElement: at } = document;
        const label = (at as HTMLInputElement | null)?.labels?.[0]?.textContent ?? at?.getAttribute('aria-label') ?? at?.textContent;
        return label?.replace(/\s+/g, ' ').trim() ?? '';
    });

/** Presses Tab until the focus is on something named so. */
async function tabTo(page: Page, name: string, steps = 20): Promise<void> {
    for (let step = 0; step < steps && !(await focused(page)).startsWith(name); step++) {
        await page.keyboard.press('Tab');
    }
    expect(await focused(page)).toMatch(new RegExp(`^${name}`));
}

test('the keyboard alone leads from the link to a sent message', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en' });
    await page.goto(`${gallery.url}?language=en&scene=journey`);
    await page.waitForSelector('form');
    await tabTo(page, 'Your name in the dialogue');
    await page.keyboard.type('Leyla');
    await tabTo(page, 'I have read this');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=Choose a passphrase');
    expect(await focused(page)).toBe('Choose a passphrase');
    await tabTo(page, 'Passphrase');
    await page.keyboard.type('coffee window river seven');
    await tabTo(page, 'The same once more');
    await page.keyboard.type('coffee window river seven');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=0093');
    await tabTo(page, 'All the same');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=Your admission is signed next');
    await page.evaluate(() => dispatchEvent(new Event('admitted')));
    await page.waitForSelector('nav');
    await tabTo(page, 'Water');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role=log]');
    expect(await focused(page)).toBe('Water');
    await tabTo(page, 'Write');
    await page.keyboard.type('Good morning');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('to all');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role=log] >> text=Good morning');
    expect(await focused(page)).toBe('Write');
    expect(await page.evaluate(() => document.querySelector('textarea')?.value)).toBe('');
    await page.keyboard.press('Alt+ArrowDown');
    expect(await page.locator('h1').textContent()).toBe('Water');
    await page.close();
});

test('a sheet takes the focus, gives it back, and closes with Esc', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en' });
    await page.goto(`${gallery.url}?language=en&scene=channels`);
    await page.waitForSelector('nav');
    await tabTo(page, 'This device');
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open]');
    expect(await focused(page)).toBe('Close');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(await focused(page)).toBe('This device');
    await page.close();
});

test('a message is chosen, answered and found by keys, which are letters while somebody types', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en' });
    await page.goto(`${gallery.url}?language=en&scene=talk-replies`);
    await page.waitForSelector('.msg');
    const chosen = () => page.evaluate(() => document.activeElement?.closest('.msg')?.getAttribute('data-line') ?? '');
    await page.getByRole('log').focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await chosen()).toBe('l2');
    await page.keyboard.press('r');
    expect(await focused(page)).toBe('Write');
    const row = page.locator('form .answered');
    expect(await row.innerText()).toContain('In answer to Samir');
    await page.keyboard.type('r/? no');
    expect([await page.locator('textarea').inputValue(), await page.locator('dialog').count()]).toEqual(['r/? no', 0]);
    await page.keyboard.press('Escape');
    expect([await row.count(), await focused(page)]).toEqual([0, 'Write']);

    await page.getByRole('log').focus();
    await page.keyboard.press('/');
    await page.waitForSelector('dialog input');
    expect(await focused(page)).toBe('Words');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
    await page.keyboard.press('?');
    await page.getByRole('button', { name: 'Switch on single letters' }).click();
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
    await page.getByRole('log').focus();
    await page.keyboard.press('?');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('r');
    expect([await page.locator('dialog').count(), await row.count(), await chosen()]).toEqual([0, 0, 'l5']);
    await page.close();
});

test('an answer leads to what it answers, and an address is opened after a question only', async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 }, locale: 'en' });
    await page.goto(`${gallery.url}?language=en&scene=talk-replies`);
    await page.getByRole('button', { name: /^In answer to Samir/ }).click();
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-line') === 'l2');
    await page.goto(`${gallery.url}?language=en&scene=talk-marked`);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.getByRole('link', { name: 'https://water.example.org/2026/april' }).first().press('Enter');
    const open = page.locator('dialog a');
    await open.waitFor();
    expect([await open.getAttribute('href'), await open.getAttribute('rel')]).toEqual([
        'https://water.example.org/2026/april',
        'noopener noreferrer',
    ]);
    expect(asked.filter((url) => !url.startsWith(new URL(gallery.url).origin))).toEqual([]);
    expect(await page.locator('dialog').innerText()).toContain('water.example.org');
    await page.close();
});

test('earlier words come above the reader, who stays where they were', async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 }, locale: 'en' });
    await page.goto(`${gallery.url}?language=en&scene=talk-long`);
    await page.waitForSelector('[data-line=l21]');
    const top = () => page.evaluate(() => document.querySelector('[data-line=l21]')?.getBoundingClientRect().top ?? 0);
    for (const scrolled of [0, 30]) {
        await page.goto(`${gallery.url}?language=en&scene=talk-long`);
        await page.waitForSelector('[data-line=l21]');
        await page.evaluate((by) => document.querySelector('[role=log]')?.scrollTo({ top: by }), scrolled);
        const before = await top();
        await page.getByRole('button', { name: 'Show earlier words' }).click();
        await page.waitForSelector('[data-line=l1]');
        expect(Math.abs((await top()) - before)).toBeLessThan(60);
    }
    await page.close();
});

test('an alarm stays, however often Esc is pressed', async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 }, locale: 'en' });
    await page.goto(`${gallery.url}?language=en&scene=alarm`);
    await page.waitForSelector('dialog[open]');
    for (let time = 0; time < 4; time++) {
        await page.keyboard.press('Escape');
    }
    await page.waitForTimeout(50);
    expect(await page.locator('dialog[open]').count()).toBe(1);
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog', { state: 'detached' });
    await page.close();
});

test('the way back of the phone leads from a channel to its row in the list', async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 }, locale: 'en' });
    await page.goto(`${gallery.url}?language=en&scene=channels`);
    await page.getByRole('button', { name: /^Water/ }).click();
    await page.waitForSelector('[role=log]');
    await page.goBack();
    await page.waitForSelector('nav >> text=Plenary');
    await page.waitForFunction(() => document.activeElement?.textContent?.includes('Water'));
    await page.getByRole('button', { name: /^Plenary/ }).click();
    await page.getByRole('button', { name: 'Back to channels' }).click();
    await page.waitForFunction(() => document.activeElement?.textContent?.includes('Plenary'));
    await page.close();
});

test('the keyboard alone looks at who can read a channel, thinks better of taking somebody out, and pauses it', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en' });
    const press = async (name: string) => {
        await tabTo(page, name);
        await page.keyboard.press('Enter');
    };
    const isFocused = (name: string) => expect.poll(() => focused(page), { timeout: 5000 }).toMatch(new RegExp(`^${name}`));
    await page.goto(`${gallery.url}?language=en&scene=roster`);
    await page.waitForSelector('dialog[open] li');
    await press('Samir');
    await isFocused('Samir');
    await press('Take out of this channel');
    await isFocused('Why');
    await page.keyboard.type('quoted');
    await press('Not now');
    await isFocused('Samir');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await isFocused('Samir');
    await press('Guide this channel');
    await page.waitForSelector('text=What you do here binds');
    await press('Pause');
    await isFocused('Pause');
    await press('Not now');
    await isFocused('Pause');
    await page.keyboard.press('Enter');
    await isFocused('Pause');
    await tabTo(page, 'Why');
    await page.keyboard.type('The hall is searched');
    await press('Pause');
    await page.waitForSelector('text=Everybody in the channel sees it');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
    await page.close();
});
