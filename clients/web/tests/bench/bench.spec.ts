import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { cpus, loadavg } from 'node:os';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { BrowserPerson } from '../e2e/browser.ts';
import { Site } from '../e2e/site.ts';
import { Stage } from '../e2e/stage.ts';

/**
 * `npm run bench`: the engine beside ts-mls in one worker of Chromium, under the content policy of the product. SUITES and SIZES name
 * others than 3, 1 and 8, 32, 128; ROUNDS how many readings a median is of.
 */
type Row = { readonly suite: number; readonly size: number; readonly name: string; readonly ours: number; readonly theirs: number };

const numbers = (name: string, usual: readonly number[]) => process.env[name]?.split(',').map(Number) ?? usual;
const suites = numbers('SUITES', [3, 1]);
const sizes = numbers('SIZES', [8, 32, 128]);
const [rounds = 31] = numbers('ROUNDS', [31]);
const stage = new Stage();

afterAll(() => stage.end());

const shown = (ms: number) => (ms < 0.1 ? ms.toFixed(3) : ms < 10 ? ms.toFixed(2) : ms.toFixed(1));

/** A module with all that it loads for suites 1 to 3, minified. */
function sizeOf(site: Site, entry: string): number {
    const folder = dirname(site.bundle(`/${entry}/index.js`, `bench/${entry}.ts`));
    return readdirSync(folder)
        .filter((name) => !/ed448|hybridkem|x-wing/i.test(name))
        .map((name) => gzipSync(readFileSync(join(folder, name)), { level: 9 }).length)
        .reduce((all, one) => all + one, 0);
}

test('the engine beside ts-mls', async () => {
    const site = await Site.start(stage);
    site.serve('/', join(import.meta.dirname, 'page.html'));
    site.bundle('/page.js', 'bench/page.ts');
    const worker = site.bundle('/worker.js', 'bench/worker.ts');
    for (const chunk of readdirSync(dirname(worker))) site.serve(`/${basename(chunk)}`, join(dirname(worker), chunk));
    const person = await BrowserPerson.open(stage, 'bench', { shape: 'desktop', locale: 'en' });
    await person.page.goto(`${site.url}/`);
    const version = person.context.browser()?.version() ?? '';

    const rows: Row[] = [];
    for (const suite of suites) {
        for (const size of sizes) {
            rows.push(...((await person.page.evaluate((asked) => window.measure(asked), { suite, size, rounds })) as Row[]));
        }
    }
    const lines = rows.map(
        ({ suite, size, name, ours, theirs }) =>
            `| ${name} | ${suite} | ${size} | ${shown(ours)} | ${shown(theirs)} | ${(theirs / ours).toPrecision(3)} |`,
    );
    const [own, other] = [sizeOf(site, 'ours'), sizeOf(site, 'theirs')];
    console.log(
        [
            `${cpus()[0]?.model ?? ''}, ${cpus().length} processors, load ${loadavg()
                .map((load) => load.toFixed(1))
                .join(' ')}, Chromium ${version}`,
            '| operation | suite | N | ms | ts-mls ms | ts-mls / ours |',
            '| --- | --: | --: | --: | --: | --: |',
            ...lines,
            `gzip: ${(own / 1024).toFixed(1)} KiB, ts-mls ${(other / 1024).toFixed(1)} KiB`,
        ].join('\n'),
    );

    expect(person.faults).toEqual([]);
    expect(rows.every(({ ours, theirs }) => ours > 0 && theirs > 0)).toBe(true);
});
