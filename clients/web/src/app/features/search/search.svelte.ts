import type { FoundView } from '../../../worker/api.ts';
import { Asking } from '../../asking.svelte.ts';
import type { WorkerCalls } from '../../workerPort.ts';

/** Looking for words in one channel, on this device. */
export class Search extends Asking {
    words = $state('');
    found = $state.raw<FoundView>();

    readonly #worker: WorkerCalls;
    readonly #channel: string;

    constructor(worker: WorkerCalls, channel: string) {
        super();
        this.#worker = worker;
        this.#channel = channel;
    }

    look(): Promise<void> {
        const { words } = this;
        return this.act(
            () => this.#worker.call('search', { channel: this.#channel, words }),
            (found) => (this.found = found),
        );
    }
}
