import type { Problem } from '../worker/api.ts';
import { problemOf } from './workerPort.ts';

/** A part of the page that asks the worker: why something was not done, and whether something is under way. */
export abstract class Asking {
    problem = $state<Problem>();
    isWorking = $state(false);
    /** An answer that was asked for before is not taken any more. */
    #forgotten = 0;

    /** Takes the answer, or keeps the problem. */
    protected async query<T>(call: () => Promise<T>, take: (answer: T) => void): Promise<void> {
        const times = this.#forgotten;
        this.problem = undefined;
        try {
            const answer = await call();
            if (times === this.#forgotten) {
                take(answer);
            }
        } catch (error) {
            if (times === this.#forgotten) {
                this.problem = problemOf(error);
            }
        }
    }

    /** As `query`, for what is done once however often somebody presses. */
    protected async act<T>(call: () => Promise<T>, take: (answer: T) => void): Promise<void> {
        if (this.isWorking) {
            return;
        }
        this.isWorking = true;
        await this.query(call, take);
        this.isWorking = false;
    }

    /** Nothing of what is still on its way is shown behind a lock. */
    protected letGo(): void {
        this.#forgotten++;
        this.problem = undefined;
        this.isWorking = false;
    }
}
