const first = 200;
const last = 30_000;

/**
 * The pauses between attempts in milliseconds: 0.2 s doubling up to 30 s, each shortened at random by up to half, so that clients of
 * a relay that comes back do not all come at once.
 */
export class Backoff {
    #next = first;

    next(): number {
        const pause = this.#next * (0.5 + half());
        this.#next = Math.min(last, this.#next * 2);
        return Math.round(pause);
    }

    reset(): void {
        this.#next = first;
    }
}

/** Between 0 and 0.5. */
function half(): number {
    const [low, high] = crypto.getRandomValues(new Uint8Array(2));
    return ((low as number) + 256 * (high as number)) / 2 / 65535;
}
