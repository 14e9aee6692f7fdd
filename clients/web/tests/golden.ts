import { readFileSync } from 'node:fs';

/** A file under tests/vectors that both clients are held to. */
export function readGolden<T>(folder: string, file: string): T {
    const path = new URL(`../../../tests/vectors/${folder}/${file}.json`, import.meta.url);
    return JSON.parse(readFileSync(path, 'utf8')) as T;
}

/** Says how much of a golden file was run; the caller fails below its floor. */
export function measured(folder: string, file: string, objects: number, refusals: number): void {
    console.log(`measured: golden ${folder}/${file}: ${objects} objects, ${refusals} refusals`);
}
