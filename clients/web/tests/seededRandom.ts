/** Whether the long variants run, from seeds of their own. */
export const isLong = process.env['LONG'] === '1';

/** The seed that a test names, or in the long variant one that nobody chose. */
export function seedOf(named: number): number {
    return isLong ? (crypto.getRandomValues(new Uint32Array(1))[0] as number) : named;
}

/** Numbers that follow from a seed (mulberry32): good enough to find mistakes with, and the same each time. */
export class SeededRandom {
    #state: number;

    constructor(seed: number) {
        this.#state = seed;
    }

    /** A whole number of at least 0 and below the limit. */
    below(limit: number): number {
        this.#state = (this.#state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
    }

    isHeads(): boolean {
        return this.below(2) === 0;
    }

    pick<T>(values: readonly T[]): T {
        return values[this.below(values.length)] as T;
    }
}
