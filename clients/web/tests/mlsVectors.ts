import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'vitest';
import { type CipherSuite, findCipherSuite } from '../src/core/mls/crypto/cipherSuite.ts';

/** One case of a vector file. */
export type VectorCase = Readonly<Record<string, unknown>>;

const missing =
    'not run: no vectors found; the working group publishes them at github.com/mlswg/mls-implementations, folder test-vectors (set MLS_VECTORS to a copy)';
const repositoryRoot = resolve(import.meta.dirname, '../../..');
const named = process.env['MLS_VECTORS'];
const folder = named ? resolve(repositoryRoot, named) : resolve(repositoryRoot, '../shared/mls-test-vectors');
const isThere = existsSync(folder);
const isDemanded = Boolean(process.env['CI']);
const timeoutMs = 120_000;

/** Every file of the folder, without its ending, with forward slashes. */
export function vectorFiles(): string[] {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return files
        .filter((file) => file.endsWith('.json'))
        .map((file) => file.slice(0, -'.json'.length).replaceAll('\\', '/'))
        .sort();
}

export function readVectors(file: string): VectorCase[] {
    return JSON.parse(readFileSync(join(folder, `${file}.json`), 'utf8')) as VectorCase[];
}

/** A test that needs vectors: without them it is skipped, or fails where they are demanded. */
export function vectorTest(name: string, run: () => void | Promise<void>): void {
    test(name, { timeout: timeoutMs }, async (context) => {
        if (!isThere && !isDemanded) {
            console.log(missing);
            context.skip(missing);
        }
        if (!isThere) throw new Error(missing);
        await run();
    });
}

/** Runs every case of the files of a name whose suite the engine does, and says how many of each suite ran. */
export function suiteVectors(name: string, check: (item: VectorCase, suite: CipherSuite) => void | Promise<void>): void {
    vectorTest(`vectors ${name}`, async () => {
        for (const file of filesOf(name)) await runSuites(file, check);
    });
}

/** The same for one file by its path. */
export async function runSuites(file: string, check: (item: VectorCase, suite: CipherSuite) => void | Promise<void>): Promise<void> {
    const ran = new Map<number, number>();
    const foreign = new Map<number, number>();
    for (const [number, item] of readVectors(file).entries()) {
        const id = item['cipher_suite'] as number;
        const suite = findCipherSuite(id);
        const counts = suite === undefined ? foreign : ran;
        counts.set(id, (counts.get(id) ?? 0) + 1);
        if (suite !== undefined) await checkCase(file, number, () => check(item, suite));
    }
    const suites = [...ran].map(([id, count]) => `suite ${id}: ${count}`).join(', ');
    const others = foreign.size === 0 ? '' : `; ${total(foreign)} of suites this engine does not have: ${[...foreign.keys()].join(', ')}`;
    console.log(`measured: ${file}: ${total(ran)} cases (${suites})${others}`);
}

/** Runs every case of the files of a name whose cases have no suite. */
export function plainVectors(name: string, check: (item: VectorCase) => void | Promise<void>): void {
    vectorTest(`vectors ${name}`, async () => {
        for (const file of filesOf(name)) {
            const cases = readVectors(file);
            for (const [number, item] of cases.entries()) await checkCase(file, number, () => check(item));
            if (cases.length === 0) throw new Error(`${file}: no case`);
            console.log(`measured: ${file}: ${cases.length} cases`);
        }
    });
}

// A folder that somebody named need not have every file; the working group's has.
function filesOf(name: string): string[] {
    const files = vectorFiles().filter((file) => file === name || file.endsWith(`/${name}`));
    if (files.length > 0) return files;
    if (!named) throw new Error(`${name} is missing`);
    console.log(`measured: ${name}: not in this folder`);
    return [];
}

async function checkCase(file: string, number: number, check: () => void | Promise<void>): Promise<void> {
    try {
        await check();
    } catch (cause) {
        throw new Error(`${file}, case ${number}: ${String(cause)}`, { cause });
    }
}

function total(counts: ReadonlyMap<number, number>): number {
    return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
