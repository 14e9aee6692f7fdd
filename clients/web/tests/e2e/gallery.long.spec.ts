import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SampleTag } from '../../src/app/testing/samples.ts';
import { scenes } from '../gallery/scenes.ts';
import { screenFiles, shownFiles, sizes as lookedAt } from '../gallery/screens.ts';
import { serveGallery } from '../gallery/served.ts';

const shots = process.env['GALLERY_SHOTS'];
const only = process.env['GALLERY_SCENES']?.split(',');
const names = Object.keys(scenes('en')).filter((name) => only === undefined || only.includes(name));
/** Chromium draws on a core of its own. */
const atOnce = 2;
const sizes = { ...lookedAt, narrow: { width: 320, height: 480 } } as const;
type Look = {
    readonly size: keyof typeof sizes;
    readonly scheme: 'light' | 'dark';
    /** The colours of the system instead of ours. */
    readonly forced?: boolean;
};
/** A page, what it complained of, and when it is free. */
type Lane = { readonly page: Page; readonly heard: string[]; last: Promise<unknown> };
type Visit = { readonly language: SampleTag; readonly looks: readonly [Look, ...Look[]] };

/** To open a scene costs more than to look at it: a phone's is looked at once more as narrow as windows get. */
const visits = [
    {
        language: 'en',
        looks: [
            { size: 'phone', scheme: 'light' },
            { size: 'narrow', scheme: 'light' },
        ],
    },
    {
        language: 'ar',
        looks: [
            { size: 'phone', scheme: 'dark' },
            { size: 'narrow', scheme: 'light', forced: true },
        ],
    },
    { language: 'en', looks: [{ size: 'desktop', scheme: 'dark' }] },
    { language: 'ar', looks: [{ size: 'desktop', scheme: 'light' }] },
] as const satisfies readonly Visit[];

let browser: Browser;
let gallery: Awaited<ReturnType<typeof serveGallery>>;
let axe: string;
const shown = new Set<string>();

beforeAll(async () => {
    gallery = await serveGallery();
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
});

afterAll(async () => {
    await browser?.close();
    await gallery?.close();
});

type AxeResult = { readonly id: string; readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[] };

async function axeFaults(page: Page): Promise<readonly string[]> {
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
        const { run } = (globalThis as unknown as { axe: { run(options: object): Promise<{ violations: readonly AxeResult[] }> } }).axe;
        return (await run({ resultTypes: ['violations'] })).violations;
    });
    return found.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`),
    );
}

/** Text that is cut off, a page that scrolls sideways, a control below 48 px. */
const layoutFaults = (page: Page): Promise<readonly string[]> =>
    page.evaluate(() => {
        const faults: string[] = [];
        if (document.documentElement.scrollWidth > innerWidth) {
            faults.push(`scrolls sideways: ${document.documentElement.scrollWidth}`);
        }
        for (const element of document.querySelectorAll<HTMLElement>('button, input, textarea, select')) {
            // A box to tick is chosen by its whole row.
            const { width, height, left, right } = (element.closest('label') ?? element).getBoundingClientRect();
            if (width > 0 && (height < 47.5 || width < 47.5 || left < -1 || right > innerWidth + 1)) {
                faults.push(`${element.textContent?.trim() || element.ariaLabel} is ${width}x${height} at ${left}`);
            }
        }
        return faults;
    });

describe.each<Visit>(visits)('$language, $looks.0.size, $looks.0.scheme', ({ language, looks }) => {
    const isPhone = looks[0].size !== 'desktop';
    const lanes: Lane[] = [];
    let context: BrowserContext;

    beforeAll(async () => {
        context = await browser.newContext({
            viewport: sizes[looks[0].size],
            reducedMotion: 'reduce',
            locale: language,
            timezoneId: 'Europe/Zurich',
            hasTouch: isPhone,
            isMobile: isPhone,
        });
        for (let opened = 0; opened < atOnce; opened++) {
            const page = await context.newPage();
            const heard: string[] = [];
            page.on('console', (message) => message.type() === 'error' && heard.push(message.text()));
            page.on('pageerror', (error) => heard.push(error.message));
            lanes.push({ page, heard, last: Promise.resolve() });
        }
    });

    afterAll(() => context?.close());

    const change = async (page: Page, { size, scheme, forced }: Look): Promise<void> => {
        await page.setViewportSize(sizes[size]);
        await page.emulateMedia({ colorScheme: scheme, forcedColors: forced === true ? 'active' : 'none' });
    };

    /** What is wrong with a scene, in each look, in a page that showed others before. */
    async function faultsOf({ page, heard }: Lane, name: string): Promise<readonly string[]> {
        const faults: string[] = [];
        heard.length = 0;
        for (const look of looks) {
            await change(page, look);
            if (look === looks[0]) {
                await page.goto(`${gallery.url}?language=${language}&scene=${name}`, { waitUntil: 'commit' });
                await page.waitForSelector('[data-ready]', { state: 'attached' });
                if (name.endsWith('loading')) await page.waitForTimeout(700);
            }
            if (shots !== undefined) {
                await page.screenshot({ path: join(shots, `${name}.${language}.${look.size}.${look.scheme}.png`) });
            }
            // Width changes nothing axe looks at beyond the phone's.
            faults.push(...(await layoutFaults(page)), ...(look.size === 'narrow' ? [] : await axeFaults(page)));
        }
        for (const file of await shownFiles(page)) shown.add(file);
        return [...heard, ...faults];
    }

    test.concurrent.each(names.map((name, at) => ({ name, at })))('$name has no fault', async ({ name, at }) => {
        const lane = lanes[at % atOnce] as Lane;
        const faults = lane.last.then(() => faultsOf(lane, name));
        lane.last = faults.catch(() => undefined);
        expect(await faults).toEqual([]);
    });
});

/** Where words stand closest: a screen of each part, on a phone. */
const tight = ['invitation', 'digits', 'channels', 'water-offline', 'check'].filter((name) => names.includes(name));

describe.each(['zh', 'fr', 'ru', 'es'])('%s, phone', (language) => {
    test('every close screen fits', async () => {
        const page = await browser.newPage({
            viewport: sizes.phone,
            locale: language,
            timezoneId: 'Europe/Zurich',
            reducedMotion: 'reduce',
        });
        const faults: string[] = [];
        for (const name of tight) {
            await page.goto(`${gallery.url}?language=${language}&scene=${name}`);
            await page.waitForSelector('[data-ready]');
            if (shots !== undefined) {
                await page.screenshot({ path: join(shots, `${name}.${language}.phone.light.png`) });
            }
            faults.push(...(await layoutFaults(page)).map((fault) => `${name}: ${fault}`));
        }
        await page.close();
        expect(faults).toEqual([]);
    });
});

// A part of the page that no scene shows has been looked at by nobody, in no language.
test.runIf(only === undefined)('every screen of features and screens.ts is in a scene', () => {
    expect(screenFiles().length).toBeGreaterThan(30);
    expect(screenFiles().filter((file) => !shown.has(file))).toEqual([]);
});

test('faults would be noticed', async () => {
    const page = await browser.newPage({ viewport: sizes.phone });
    await page.goto(`${gallery.url}?language=en&scene=channels`);
    await page.waitForSelector('nav');
    expect([...(await layoutFaults(page)), ...(await axeFaults(page))]).toEqual([]);
    await page.evaluate(() => {
        const small = document.createElement('button');
        small.setAttribute('type', 'button');
        document.querySelector('nav')?.append(small);
    });
    expect(await layoutFaults(page)).toHaveLength(1);
    expect((await axeFaults(page)).join()).toContain('button-name');
    await page.close();
});
