import type { DeviceView, Problem } from '../../../worker/api.ts';
import { problemOf, type WorkerCalls } from '../../workerPort.ts';

/** One attempt after the other to open this device. */
export class Unlocking {
    problem = $state<Problem>();
    working = $state(false);

    readonly #worker: WorkerCalls;

    constructor(worker: WorkerCalls) {
        this.#worker = worker;
    }

    async open(passphrase: string): Promise<DeviceView | undefined> {
        if (this.working) {
            return undefined;
        }
        this.working = true;
        this.problem = undefined;
        try {
            return await this.#worker.call('unlock', { passphrase });
        } catch (error) {
            this.problem = problemOf(error);
            return undefined;
        } finally {
            this.working = false;
        }
    }
}
