import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { scenes } from './scenes.ts';
import { sizes } from './screens.ts';
import { serveGallery } from './served.ts';
import { smallerPng } from './smallerPng.ts';

// `SCREENSHOTS=/folder npm run screenshots`: every scene at both sizes, light and dark, in English and Arabic, as
// folder/scene.language.size.scheme.png. GALLERY_SCENES=a,b takes only these; with README=yes those that README.md shows go to docs/pictures.

const only = process.env['GALLERY_SCENES']?.split(',');
const names = Object.keys(scenes('en')).filter((name) => only === undefined || only.includes(name));
/** What README.md shows, of scenes that were taken. */
const shownThere = ['talk.en.desktop', 'digits.ar.phone', 'desk-request.en.phone', 'water-offline.ar.phone'];
const pictures = join(import.meta.dirname, '../../../../docs/pictures');
/** Chromium draws on a core of its own. */
const atOnce = 3;

test('every screen', async () => {
    const folder = process.env['SCREENSHOTS'] ?? '';
    expect(folder.startsWith('/'), 'SCREENSHOTS names a folder by its whole path').toBe(true);
    expect(relative(join(import.meta.dirname, '../../../..'), folder).startsWith('..'), 'SCREENSHOTS lies outside the tree').toBe(true);
    mkdirSync(folder, { recursive: true });
    const gallery = await serveGallery();
    const browser = await chromium.launch({
        executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
    });
    const looks = (['en', 'ar'] as const).flatMap((language) =>
        (['phone', 'desktop'] as const).flatMap((size) => names.map((name) => ({ language, size, name }))),
    );
    const shoot = async ({ language, size, name }: (typeof looks)[number]): Promise<void> => {
        const isPhone = size === 'phone';
        const page = await browser.newPage({
            viewport: sizes[size],
            locale: language,
            timezoneId: 'Europe/Zurich',
            reducedMotion: 'reduce',
            hasTouch: isPhone,
            isMobile: isPhone,
        });
        await page.goto(`${gallery.url}?language=${language}&scene=${name}`);
        await page.waitForSelector('[data-ready]');
        if (name.endsWith('loading')) await page.waitForTimeout(700);
        for (const colorScheme of ['light', 'dark'] as const) {
            await page.emulateMedia({ colorScheme });
            await page.screenshot({ path: join(folder, `${name}.${language}.${size}.${colorScheme}.png`) });
        }
        await page.close();
    };
    const lanes = Array.from({ length: atOnce }, async () => {
        for (let look = looks.pop(); look !== undefined; look = looks.pop()) await shoot(look);
    });
    await Promise.all(lanes);
    await browser.close();
    await gallery.close();
    if (process.env['README'] !== 'yes') return;
    for (const name of shownThere.filter((one) => names.includes(one.split('.')[0] ?? ''))) {
        for (const scheme of ['light', 'dark']) {
            const picture = smallerPng(readFileSync(join(folder, `${name}.${scheme}.png`)));
            expect(picture.length, name).toBeLessThanOrEqual(120 * 1024);
            writeFileSync(join(pictures, `${name}.${scheme}.png`), picture);
        }
    }
});
