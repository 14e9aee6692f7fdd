/**
 * Wakes whoever waits for something to do. What the relay pushes is only a reason to read: order and completeness come from reading
 * by sequence, because a call's answer may overtake a push.
 */
export class Doorbell {
    #hasRung = false;
    #wake: (() => void) | undefined;

    /** Rings, from here too: a lost connection or a message to send is a reason to look as well. */
    readonly ring = (): void => {
        this.#hasRung = true;
        this.#wake?.();
    };

    /** Ends with the next ring, at once when the bell rang since the last wait, or after `limit` milliseconds. One waits at a time. */
    async wait(limit: number): Promise<void> {
        if (!this.#hasRung) {
            await new Promise<void>((resolve) => {
                const timer = setTimeout(resolve, limit);
                this.#wake = () => {
                    clearTimeout(timer);
                    resolve();
                };
            });
            this.#wake = undefined;
        }
        this.#hasRung = false;
    }
}
