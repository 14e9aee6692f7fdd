const age = 5 * 60_000;

/**
 * Remembers that the network let no WebSocket through where polling worked, for some minutes: then they are tried again, since a
 * phone leaves such a network as it came.
 */
export class BlockedSockets {
    readonly #now: () => number;
    #since: number | undefined;

    constructor(now: () => number) {
        this.#now = now;
    }

    get areKnown(): boolean {
        return this.#since !== undefined && this.#now() - this.#since < age;
    }

    remember(): void {
        this.#since = this.#now();
    }

    forget(): void {
        this.#since = undefined;
    }
}
