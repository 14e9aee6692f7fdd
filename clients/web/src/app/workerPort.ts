import type { Answer, Call, Calls, News, Problem } from '../worker/api.ts';

/** What of a `Worker` is used. */
export type Port = Pick<EventTarget, 'addEventListener'> & { postMessage(message: Call): void; terminate(): void };

type ArgumentOf<Name extends keyof Calls> = Calls[Name][0] extends undefined ? [] : [Calls[Name][0]];

/** The calls the page can make, and the news it hears. */
export interface WorkerCalls {
    call<Name extends keyof Calls>(name: Name, ...argument: ArgumentOf<Name>): Promise<Calls[Name][1]>;
    hear(listener: (news: News) => void): void;
}

/** A call that was not done. */
export class Refusal extends Error {
    readonly problem: Problem;

    constructor(problem: Problem) {
        super(problem);
        this.problem = problem;
    }
}

/** Why something failed, in the words the page has a sentence for. */
export const problemOf = (error: unknown): Problem => (error instanceof Refusal ? error.problem : 'unexpected');

type Waiting = { readonly call: Call; readonly done: (value: Calls[keyof Calls][1]) => void; readonly refused: (refusal: Refusal) => void };

/**
 * The typed way to the worker: numbered calls out, answers and news in. A worker that has locked or wiped its device is ended, and its
 * memory with it; another takes its place.
 */
export class WorkerPort implements WorkerCalls {
    readonly #start: () => Port;
    #port: Port;
    readonly #waiting = new Map<number, Waiting>();
    readonly #listeners: ((news: News) => void)[] = [];
    #last = 0;
    #began = false;
    #broken = false;

    constructor(start: () => Port) {
        this.#start = start;
        this.#port = this.#started();
    }

    call<Name extends keyof Calls>(name: Name, ...argument: ArgumentOf<Name>): Promise<Calls[Name][1]> {
        if (this.#broken) {
            return Promise.reject(new Refusal('unexpected'));
        }
        const number = ++this.#last;
        return new Promise((resolve, refused) => {
            const call = { number, call: name, argument: argument[0] } as Call;
            this.#waiting.set(number, { call, done: resolve as Waiting['done'], refused });
            this.#port.postMessage(call);
        });
    }

    hear(listener: (news: News) => void): void {
        this.#listeners.push(listener);
    }

    #take(message: Answer | News): void {
        this.#began = true;
        if ('news' in message) {
            if (message.news === 'locked') {
                this.#startOver();
            }
            this.#listeners.forEach((listener) => listener(message));
            return;
        }
        const waiting = this.#waiting.get(message.number);
        this.#waiting.delete(message.number);
        if (waiting?.call.call === 'lock' || (waiting?.call.call === 'wipe' && message.ok)) {
            this.#startOver();
        }
        if (message.ok) {
            waiting?.done(message.value);
        } else {
            waiting?.refused(new Refusal(message.problem));
        }
    }

    #started(): Port {
        const port = this.#start();
        const whileItLasts = (work: () => void) => {
            if (port === this.#port) {
                work();
            }
        };
        port.addEventListener('message', (event) => whileItLasts(() => this.#take((event as MessageEvent<Answer | News>).data)));
        port.addEventListener('messageerror', () => whileItLasts(() => this.#breakOff()));
        port.addEventListener('error', () => whileItLasts(() => this.#began || this.#breakOff()));
        return port;
    }

    /** What was asked meanwhile, such as to unlock again, is asked of the next one. */
    #startOver(): void {
        this.#port.terminate();
        this.#began = false;
        this.#port = this.#started();
        for (const { call } of this.#waiting.values()) {
            this.#port.postMessage(call);
        }
    }

    /** A worker that did not start answers nothing. One that did and makes a mistake later still answers. */
    #breakOff(): void {
        this.#broken = true;
        const waiting = [...this.#waiting.values()];
        this.#waiting.clear();
        waiting.forEach(({ refused }) => refused(new Refusal('unexpected')));
    }
}
