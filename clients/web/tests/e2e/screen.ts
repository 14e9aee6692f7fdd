import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

export type Language = 'en' | 'ar';

const catalogs = new Map<Language, Record<string, string>>();

/** The page's own words. */
export function wordsIn(language: Language): (key: string) => string {
    const path = join(import.meta.dirname, '..', '..', 'src', 'app', 'i18n', `${language}.json`);
    const catalog = catalogs.get(language) ?? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>);
    catalogs.set(language, catalog);
    return (key) => {
        const text = catalog[key];
        if (text === undefined) {
            throw new Error(`${language} has no ${key}`);
        }
        return text;
    };
}

/** A line of a talk as the page shows it. */
export type Shown = { readonly from: string; readonly text: string };

/** The texts of the open channel from top to bottom; whose own they are, is `you`. */
export function linesOf(page: Page, you: string): Promise<readonly Shown[]> {
    return page.evaluate(
        (own) =>
            [...document.querySelectorAll('[role=log] .msg')].map((line) => ({
                from: line.classList.contains('own') ? own : (line.querySelector('b')?.textContent ?? ''),
                text: line.querySelector('.text')
                    ? [...line.querySelectorAll('.text > *')].map((one) => one.textContent).join('\n\n')
                    : '(newer)',
            })),
        you,
    );
}

/**
 * The digits where they are on the screen, row by row from the top, each row from its left to its right: what a person reads who
 * looks, whatever order the text has in the page.
 */
export function digitsOnScreen(page: Page): Promise<readonly string[]> {
    return page.evaluate(() => {
        const seen: { readonly digit: string; readonly x: number; readonly y: number }[] = [];
        for (const group of document.querySelectorAll('ol bdi')) {
            const text = group.firstChild as Text;
            for (let at = 0; at < text.length; at++) {
                const range = document.createRange();
                range.setStart(text, at);
                range.setEnd(text, at + 1);
                const { left, top } = range.getBoundingClientRect();
                seen.push({ digit: text.data[at] as string, x: left, y: Math.round(top) });
            }
        }
        const rows = [...new Set(seen.map(({ y }) => y))].sort((a, b) => a - b);
        return rows.map((row) =>
            seen
                .filter(({ y }) => y === row)
                .sort((a, b) => a.x - b.x)
                .map(({ digit }) => digit)
                .join(''),
        );
    });
}
