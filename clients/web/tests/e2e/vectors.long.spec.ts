import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { vectorFiles, vectorPath, vectorTest } from '../mlsVectors.ts';
import { countCases, tellCounts, totalOf, type VectorCounts } from '../vectors/runVectors.ts';
import type { VectorCase } from '../vectors/vectorCase.ts';
import { BrowserPerson } from './browser.ts';
import { Site } from './site.ts';
import { Stage } from './stage.ts';

/** Every vector that the engine runs in Node.js runs in Chromium, in a worker under the content policy of the product. */
const stage = new Stage();
const recorded = resolve(import.meta.dirname, '../../../../tests/vectors/mls');
let person: BrowserPerson;
let site: Site;

type Ran = { readonly counts: VectorCounts; readonly nativeCalls: number };

beforeAll(async () => {
    site = await Site.start(stage);
    site.serve('/', join(import.meta.dirname, 'pages/vectors.html'));
    site.bundle('/page.js', 'e2e/pages/page.ts');
    site.bundle('/worker.js', 'e2e/pages/worker.ts');
    person = await BrowserPerson.open(stage, 'vectors', { shape: 'desktop', locale: 'en' });
    await person.page.goto(`${site.url}/`);
});

afterAll(() => stage.end());

/** Runs one file in the browser and asks that not a case is missing. */
async function runFile(name: string, path: string, isNative: boolean): Promise<Ran> {
    const cases = JSON.parse(readFileSync(path, 'utf8')) as VectorCase[];
    site.serve(`/vectors/${name}.json`, path);
    const asked = { name, isNative };
    const ran = (await person.page.evaluate((file) => window.runVectors(file.name, file.isNative), asked)) as Ran;
    expect(ran.counts, name).toEqual(countCases(cases));
    expect(totalOf(ran.counts.ran) + totalOf(ran.counts.foreign), name).toBe(cases.length);
    expect(totalOf(ran.counts.ran), name).toBeGreaterThan(0);
    const how = isNative ? 'Chromium' : 'Chromium without Curve25519';
    console.log(`measured: ${name} in ${how}: ${tellCounts(ran.counts)}`);
    return ran;
}

describe.each([
    ['as it is', true],
    ['without native Curve25519', false],
])('Chromium %s', (_, isNative) => {
    test('follows the recorded voices', async () => {
        const files = readdirSync(recorded).filter((file) => file.endsWith('.json'));
        const calls: number[] = [];
        for (const file of files) {
            calls.push((await runFile(`recorded/${file.slice(0, -'.json'.length)}`, join(recorded, file), isNative)).nativeCalls);
        }

        expect(files.length).toBeGreaterThanOrEqual(2);
        expect(calls.every((count) => count > 0 === isNative)).toBe(true);
        expect(person.faults).toEqual([]);
    });

    vectorTest('runs every vector of the working group', async () => {
        const files = vectorFiles();
        for (const file of files) await runFile(file, vectorPath(file), isNative);

        expect(files).not.toHaveLength(0);
        expect(person.faults).toEqual([]);
    });
});

test('A file whose case is wrong is noticed in Chromium, too', async () => {
    const file = join(
        recorded,
        readdirSync(recorded).find((name) => name.endsWith('.json'))!,
    );
    const [first] = (JSON.parse(readFileSync(file, 'utf8')) as VectorCase[]).filter((item) => item['cipher_suite'] === 3);
    const write = (name: string, item: VectorCase): string => {
        writeFileSync(stage.in(name), JSON.stringify([item]));
        return stage.in(name);
    };
    const right = write('right.json', first!);
    const wrong = write('wrong.json', { ...first, initial_epoch_authenticator: '00' });

    await expect(runFile('right', right, true)).resolves.toMatchObject({ counts: { ran: { 3: 1 } } });
    await expect(runFile('wrong', wrong, true)).rejects.toThrow('the first authenticator');
});
