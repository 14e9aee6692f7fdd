/** What zeroes itself when it is disposed of. */
export type Disposable = { dispose(): void };

/**
 * Owns the parts of something that is not whole yet: `release` hands them to the whole. Whatever throws before, by whosever mistake,
 * `dispose` in a `finally` zeroes them, those that a parallel promise brings too late included.
 */
export class Custody {
    #held: Disposable[] = [];
    #isOver = false;

    /** Takes ownership of a part. */
    hold<T extends Disposable>(part: T): T {
        if (this.#isOver) part.dispose();
        else this.#held.push(part);
        return part;
    }

    /** Takes ownership of a part that is still being made. */
    async holdWhenMade<T extends Disposable>(part: Promise<T>): Promise<T> {
        return this.hold(await part);
    }

    /** Lets go of all parts, which the whole owns from now on. */
    release<T>(whole: T): T {
        this.#held = [];
        return whole;
    }

    dispose(): void {
        this.#isOver = true;
        for (const part of this.#held) part.dispose();
    }
}
