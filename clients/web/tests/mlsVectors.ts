import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'vitest';
import { runVectors, tellCounts, totalOf } from './vectors/runVectors.ts';
import type { VectorCase } from './vectors/vectorCase.ts';

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

/** Where a file is. */
export function vectorPath(file: string): string {
    return join(folder, `${file}.json`);
}

export function readVectors(file: string): VectorCase[] {
    return JSON.parse(readFileSync(vectorPath(file), 'utf8')) as VectorCase[];
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
export function vectors(name: string): void {
    vectorTest(`vectors ${name}`, async () => {
        for (const file of filesOf(name)) await runFile(file);
    });
}

/** The same for one file by its path. */
export async function runFile(file: string): Promise<void> {
    const counts = await runVectors(file, readVectors(file));
    if (totalOf(counts.ran) + totalOf(counts.foreign) === 0) throw new Error(`${file}: no case`);
    console.log(`measured: ${file}: ${tellCounts(counts)}`);
}

// A folder that somebody named need not have every file; the working group's has.
function filesOf(name: string): string[] {
    const files = vectorFiles().filter((file) => file === name || file.endsWith(`/${name}`));
    if (files.length > 0) return files;
    if (!named) throw new Error(`${name} is missing`);
    console.log(`measured: ${name}: not in this folder`);
    return [];
}
