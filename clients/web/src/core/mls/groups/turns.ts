/** Lets one piece of work go on at a time, in the order in which they came: two at once could spend one message key twice. */
export class Turns {
    #last: Promise<unknown> = Promise.resolve();

    take<T>(work: () => Promise<T>): Promise<T> {
        const turn = this.#last.then(work);
        this.#last = turn.catch(() => undefined);
        return turn;
    }
}
