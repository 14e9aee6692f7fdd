import type { ChannelView, Problem } from '../../../worker/api.ts';
import { problemOf, type WorkerCalls } from '../../workerPort.ts';

/** The channels of this device. */
export class ChannelList {
    all = $state.raw<readonly ChannelView[]>();
    problem = $state<Problem>();

    /** How many messages wait on this phone, all channels together. */
    readonly waiting = $derived((this.all ?? []).reduce((sum, { waiting }) => sum + waiting, 0));

    readonly #worker: WorkerCalls;
    /** An answer that was asked for before is not taken any more. */
    #forgotten = 0;

    constructor(worker: WorkerCalls) {
        this.#worker = worker;
    }

    async load(): Promise<void> {
        const times = this.#forgotten;
        this.problem = undefined;
        try {
            const all = await this.#worker.call('channels');
            this.all = times === this.#forgotten ? all : this.all;
        } catch (error) {
            this.problem = problemOf(error);
        }
    }

    /** Puts what is newly known of one channel in its place. */
    renew(channel: ChannelView): void {
        this.all = this.all?.map((one) => (one.id === channel.id ? channel : one));
    }

    /** Forgets what was shown, so that nothing of it stays drawn behind a lock. */
    forget(): void {
        this.#forgotten++;
        this.all = undefined;
        this.problem = undefined;
    }
}
