import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { scenes } from './scenes.ts';
import { sizes } from './screens.ts';
import { serveGallery } from './served.ts';

// `SCREENSHOTS=/folder npm run screenshots`: every scene at both sizes, light and dark, in English and Arabic, as
// folder/scene.language.size.scheme.png. GALLERY_SCENES=a,b takes only these.

const only = process.env['GALLERY_SCENES']?.split(',');
const names = Object.keys(scenes('en')).filter((name) => only === undefined || only.includes(name));
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
        await page.locator('h1').first().waitFor({ state: 'attached' });
        await page.waitForTimeout(name.endsWith('loading') ? 700 : 60);
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
});
