import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CliPerson } from './cli.ts';
import { Relay } from './relay.ts';
import { Stage } from './stage.ts';
import { WebPerson } from './webPerson.ts';

/**
 * How long people wait, on a processor four times slower and the line that Chromium calls Slow 3G. Chromium slows the page's own
 * thread and its own requests; the worker, which computes the passphrase's key, runs at the speed of this machine.
 */
const line = { offline: false, latency: 2000, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const slower = 4;
const runs = 5;
const limits = { first: 6000, locked: 600, opened: 800 };

const stage = new Stage();
let relay: Relay;
let ingrid: CliPerson;
let browser: Browser;

beforeAll(async () => {
    relay = await Relay.start(stage);
    ingrid = new CliPerson(stage, 'Ingrid');
    await ingrid.found(relay);
    browser = await chromium.launch({
        executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-gpu'],
    });
});

afterAll(async () => {
    await browser?.close();
    await stage.end();
});

async function slow(context: BrowserContext, page: Page): Promise<void> {
    const tools = await context.newCDPSession(page);
    await tools.send('Network.enable');
    await tools.send('Network.emulateNetworkConditions', line);
    await tools.send('Emulation.setCPUThrottlingRate', { rate: slower });
}

/** When the page first showed all of these, in milliseconds of its own clock, which begins with the navigation. */
const shownAt = (page: Page, ...selectors: readonly string[]): Promise<number> =>
    page.evaluate(
        (all) =>
            new Promise<number>((done) => {
                const look = (): void => {
                    if (all.every((one) => document.querySelector(one) !== null)) done(performance.now());
                    else requestAnimationFrame(look);
                };
                look();
            }),
        selectors,
    );

const seconds = (times: readonly number[]): string => times.map((time) => (time / 1000).toFixed(2)).join(', ');
const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Infinity;

function told(what: string, times: readonly number[], limit: number): number {
    console.log(
        `measured: ${what}: median ${seconds([median(times)])} s of ${seconds(times)}, limit ${seconds([limit])}, CPU x${slower}, Slow 3G`,
    );
    return median(times);
}

describe('A first visit', () => {
    it('shows the invitation with its button working before anybody gives up', async () => {
        const link = await ingrid.invite();
        const times: number[] = [];
        for (let run = 0; run < runs; run++) {
            const context = await browser.newContext({
                viewport: { width: 390, height: 760 },
                locale: 'en',
                isMobile: true,
                hasTouch: true,
            });
            const page = await context.newPage();
            await slow(context, page);
            await page.goto(link, { waitUntil: 'commit' });
            times.push(await shownAt(page, '.card', 'form button[type=submit]'));
            await page.locator('form button[type=submit]').click();
            await page.getByText('Please write a name first.').waitFor();
            await context.close();
        }

        const first = told('navigation to the invitation’s button, first visit', times, limits.first);
        const theirs = await beside();
        console.log(
            theirs === undefined
                ? 'measured: beside: npm run beside'
                : `measured: beside: ${theirs.what} arrives after ${seconds([theirs.time])} s, ${(theirs.time / first).toFixed(1)} x as long`,
        );
        expect(first).toBeLessThanOrEqual(limits.first);
    });
});

describe('A device that is in use', () => {
    it('shows the locked screen at once, and after the last key of the passphrase the place to write', async () => {
        const sana = await WebPerson.open(stage, relay, 'Sana', { shape: 'phone', locale: 'en' }, false);
        await sana.join(ingrid, 'hill');
        await ingrid.createChannel('Plenary');
        await sana.enter('Plenary');
        const { page } = sana;
        await page.evaluate(async () => {
            if ((await navigator.serviceWorker.getRegistration()) !== undefined) await navigator.serviceWorker.ready;
        });
        await slow(sana.browser.context, page);
        const times = { locked: [] as number[], opened: [] as number[], argon: [] as number[] };
        let isKept = false;
        for (let run = 0; run < runs; run++) {
            await page.goto('about:blank');
            await page.goto(relay.url, { waitUntil: 'commit' });
            times.locked.push(await shownAt(page, 'input[type=password]'));
            isKept = await page.evaluate(() => navigator.serviceWorker.controller !== null);
            const { opened, argon } = await unlocked(sana);
            times.opened.push(opened - argon);
            times.argon.push(argon);
        }

        // Without a service worker the page is asked about at the relay each time: one way there and back.
        const limit = limits.locked + (isKept ? 0 : line.latency);
        const locked = told(`navigation to the locked screen, ${isKept ? 'kept here' : 'no service worker'}`, times.locked, limit);
        console.log(`measured: Argon2id in the worker: ${seconds(times.argon)} s`);
        const opened = told('last key of the passphrase to the composer, less Argon2id', times.opened, limits.opened);
        expect(Math.min(...times.argon)).toBeGreaterThan(100);
        expect(locked).toBeLessThanOrEqual(limit);
        expect(opened).toBeLessThanOrEqual(limits.opened);
    });
});

/** From the last key to the place to write, whatever the page lets people choose between chosen at once, and what of it was Argon2id. */
async function unlocked({ page, passphrase }: WebPerson): Promise<{ readonly opened: number; readonly argon: number }> {
    await page.locator('input[type=password]').fill(passphrase);
    const opened = page.evaluate(
        () =>
            new Promise<number>((done) => {
                let pressed = 0;
                addEventListener('keydown', ({ timeStamp }) => (pressed = timeStamp), { capture: true, once: true });
                const look = (): void => {
                    if (document.querySelector('textarea:enabled') !== null) return done(performance.now() - pressed);
                    if (pressed > 0 && document.querySelector('[role=log]') === null) {
                        document.querySelector<HTMLElement>('[data-channel]')?.click();
                    }
                    requestAnimationFrame(look);
                };
                look();
            }),
    );
    await page.locator('input[type=password]').press('Enter');
    const time = await opened;
    const argon = await page.workers()[0]?.evaluate(() => performance.getEntriesByName('Argon2id').at(-1)?.duration);
    return { opened: time, argon: argon ?? 0 };
}

/** What Element Web's cryptography alone takes on the same line, where `npm run beside` has fetched it. */
async function beside(): Promise<{ readonly what: string; readonly time: number } | undefined> {
    const folder = join(import.meta.dirname, '../../../../artifacts/beside/package/pkg');
    if (!existsSync(folder)) return undefined;
    const files = ['matrix_sdk_crypto_wasm_bg.js', 'matrix_sdk_crypto_wasm_bg.wasm'];
    const packed = new Map(files.map((file) => [`/${file}`, gzipSync(readFileSync(join(folder, file)), { level: 9 })]));
    const server = createServer(({ url = '' }, response) => {
        const found = packed.get(url);
        response.writeHead(200, found === undefined ? { 'content-type': 'text/html' } : { 'content-encoding': 'gzip' }).end(found ?? '');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address();
    const context = await browser.newContext();
    const page = await context.newPage();
    await slow(context, page);
    await page.goto(`http://127.0.0.1:${address === null || typeof address === 'string' ? 0 : address.port}/`);
    const time = await page.evaluate(
        async (all) => {
            await Promise.all(all.map(async (path) => (await fetch(path)).arrayBuffer()));
            return performance.now();
        },
        [...packed.keys()],
    );
    await context.close();
    server.close();
    const size = [...packed.values()].reduce((all, one) => all + one.length, 0);
    return { what: `matrix-sdk-crypto-wasm 18.9.0, ${(size / 1024).toFixed(0)} KB`, time };
}
