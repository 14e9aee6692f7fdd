import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const app = join(import.meta.dirname, '../../src/app');

/** Sizes that every screen is looked at in. */
export const sizes = { phone: { width: 390, height: 760 }, desktop: { width: 1280, height: 800 } } as const;

/** Every component of `features`, and every screen of `screens.ts`, that puts elements of its own on the page. */
export function screenFiles(): readonly string[] {
    const features = readdirSync(join(app, 'features'), { recursive: true, encoding: 'utf8' }).map((path) => join('features', path));
    const screens = [...readFileSync(join(app, 'screens.ts'), 'utf8').matchAll(/import\('\.\/([^']+)'\)/g)].map(([, path]) => path ?? '');
    const files = new Set([...features, ...screens].filter((path) => path.endsWith('.svelte')));
    return [...files].filter((path) => /<[a-z]/.test(markup(readFileSync(join(app, path), 'utf8')))).toSorted();
}

const markup = (source: string): string => source.replace(/<(script|style)[^]*?<\/\1>/g, '');

/** The components whose elements are on a page of the gallery. */
export async function shownFiles(page: Page): Promise<readonly string[]> {
    const files = await page.evaluate(() => {
        type Located = Element & { readonly __svelte_meta?: { readonly loc?: { readonly file: string } } };
        return [...document.querySelectorAll<Located>('*')].map((element) => element.__svelte_meta?.loc?.file ?? '');
    });
    return [...new Set(files)].map((file) => file.split('src/app/')[1] ?? '').filter((file) => file !== '');
}
