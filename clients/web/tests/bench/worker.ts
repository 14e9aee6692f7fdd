// Measures both engines in turn, so that whatever else the machine does troubles both.
import type { Operation } from './engine.ts';
import { ours } from './ours.ts';
import { theirs } from './theirs.ts';

type Asked = { readonly suite: number; readonly size: number; readonly rounds: number };

async function time(operation: Operation): Promise<number> {
    const start = performance.now();
    await operation();
    return performance.now() - start;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] as number;

async function measure({ suite, size, rounds }: Asked): Promise<object[]> {
    const [own, other] = [await ours.operations(suite, size), await theirs.operations(suite, size)];
    const readings = new Map([...own.keys()].map((name) => [name, { ours: [] as number[], theirs: [] as number[] }]));
    for (let round = -1; round < rounds; round++) {
        for (const [name, reading] of readings) {
            const [mine, its] = [await time(own.get(name) as Operation), await time(other.get(name) as Operation)];
            // The first round warms up.
            if (round < 0) continue;
            reading.ours.push(mine);
            reading.theirs.push(its);
        }
    }
    return [...readings].map(([name, reading]) => ({ suite, size, name, ours: median(reading.ours), theirs: median(reading.theirs) }));
}

addEventListener('message', ({ data }: MessageEvent<Asked>) => {
    measure(data).then(
        (rows) => postMessage({ rows }),
        (error: Error) => postMessage({ error: `${error.message} ${error.stack ?? ''}` }),
    );
});
