import type { Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BrowserPerson } from './browser.ts';
import { Relay } from './relay.ts';
import { Stage } from './stage.ts';

const stage = new Stage();
let relay: Relay;

beforeAll(async () => {
    relay = await Relay.start(stage);
});

afterAll(() => stage.end());

describe.each([
    { shape: 'phone', locale: 'ar' },
    { shape: 'desktop', locale: 'en' },
] as const)('The page on a $shape in $locale', (setting) => {
    it('loads from the relay without a complaint', async () => {
        const person = await BrowserPerson.open(stage, `loads-${setting.shape}`, setting);

        const answer = await person.page.goto(relay.url);
        await person.page.locator('h1').first().waitFor();

        expect(answer?.status()).toBe(200);
        expect(await person.page.evaluate(() => [window.isSecureContext, window.crossOriginIsolated])).toEqual([true, true]);
        expect(person.faults).toEqual([]);
    });

    it('is there again after the browser and the relay were killed', async () => {
        const person = await BrowserPerson.open(stage, `again-${setting.shape}`, setting);
        await person.page.goto(relay.url);
        await person.page.evaluate(() => new Promise((done) => (indexedDB.open('kept', 7).onsuccess = done)).then(() => undefined));

        await person.kill();
        await relay.kill();
        await relay.start();
        await person.open();
        await person.page.goto(relay.url);

        expect(await person.page.evaluate(() => indexedDB.databases())).toContainEqual({ name: 'kept', version: 7 });
        expect(person.faults).toEqual([]);
    });
});

describe('The link that the relay printed', () => {
    it('is not used up by a look, and opens a dialogue with a channel there', async () => {
        const { page } = await BrowserPerson.open(stage, 'newcomer', { shape: 'desktop', locale: 'en' });
        const fill = (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);
        const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

        for (let looks = 0; looks < 2; looks++) {
            await page.goto('about:blank');
            await page.goto(relay.beginLink);
            await page.getByRole('heading', { name: 'Begin a dialogue' }).waitFor();
        }
        await fill('Name of the dialogue', 'River talks');
        await fill('First side', 'Hill Institute');
        await fill('Second side', 'Coast Forum');
        await page.getByLabel('Whose signatures let somebody in').selectOption('solo');
        await fill('Your name in the dialogue', 'Ingrid');
        await press('Go on');
        await fill('Passphrase', 'nine herons over the reed bank');
        await fill('The same once more', 'nine herons over the reed bank');
        await press('Open the dialogue');
        await page.locator('#dialogue-title', { hasText: 'River talks' }).waitFor();
        await press('New channel');
        await fill('Name of the channel', 'Plenary');
        await press('Open the channel');
        await page.getByText('The channel is open.').waitFor();
        await press('Close');
        await page.locator('[data-channel]', { hasText: 'Plenary' }).waitFor();
    });
});

describe('A first visit', () => {
    it('is sent compressed, and a second asks for the page only', async () => {
        const person = await BrowserPerson.open(stage, 'visitor', { shape: 'phone', locale: 'en' });
        const visit = async () => {
            const answers: Response[] = [];
            const seen = (answer: Response) => void answers.push(answer);
            person.page.on('response', seen);
            await person.page.goto(relay.url, { waitUntil: 'networkidle' });
            person.page.off('response', seen);
            // Chromium counts below zero what it had already.
            const bytes = await Promise.all(answers.map(async (answer) => (await answer.request().sizes()).responseBodySize));
            return { answers, bytes: bytes.reduce((all, one) => all + Math.max(one, 0), 0) };
        };

        const first = await visit();
        const second = await visit();

        console.log(`measured: first visit in Chromium: ${(first.bytes / 1024).toFixed(1)} KB in ${first.answers.length} answers`);
        // A file of a few words does not get smaller.
        const worthwhile = first.answers.filter((one) => /\.(js|css)$/.test(one.url()) && !(Number(one.headers()['content-length']) < 100));
        const plain = worthwhile.filter((answer) => answer.headers()['content-encoding'] !== 'br');
        expect(worthwhile.length).toBeGreaterThan(5);
        expect(plain.map((answer) => answer.url())).toEqual([]);
        expect(first.bytes).toBeGreaterThan(0);
        expect(second.bytes).toBe(0);
    });
});

describe('The page and its own relay', () => {
    it('speak over a web socket under the policy', async () => {
        const person = await BrowserPerson.open(stage, 'speaker', { shape: 'desktop', locale: 'en' });
        await person.page.goto(relay.url);

        const answer = await person.page.evaluate(
            () =>
                new Promise((done) => {
                    const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/relay`);
                    socket.onopen = () => socket.send('{"protocol":"json","version":1}\u001e');
                    socket.onmessage = (message) => done(message.data);
                    socket.onerror = () => done('refused');
                }),
        );

        expect(answer).toBe('{}\u001e');
        expect(person.faults).toEqual([]);
    });
});
