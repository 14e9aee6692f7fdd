import { SvelteSet } from 'svelte/reactivity';
import type { MemberView, Problem, VerificationView } from '../../../worker/api.ts';
import { problemOf, type WorkerCalls } from '../../workerPort.ts';

/** Making sure of everybody in one channel at once. */
export class Verification {
    view = $state.raw<VerificationView>();
    problem = $state<Problem>();
    outcome = $state<'same' | 'differ'>();
    /** Devices of those who are not there. */
    readonly absent = new SvelteSet<string>();

    readonly #worker: WorkerCalls;
    readonly #channel: string;

    constructor(worker: WorkerCalls, channel: string) {
        this.#worker = worker;
        this.#channel = channel;
    }

    /** The others, who are compared. */
    get others(): readonly MemberView[] {
        return this.view?.members.filter((member) => member.verification !== 'self') ?? [];
    }

    /** Shows the digits, again when they changed. */
    async load(): Promise<void> {
        this.problem = undefined;
        this.outcome = undefined;
        try {
            this.view = await this.#worker.call('verification', { channel: this.#channel, device: undefined });
        } catch (error) {
            this.problem = problemOf(error);
        }
    }

    async same(): Promise<void> {
        const view = this.view;
        if (view === undefined) {
            return;
        }
        this.problem = undefined;
        try {
            const members = await this.#worker.call('compared', { channel: this.#channel, device: undefined, absent: [...this.absent] });
            this.view = { ...view, members };
            this.outcome = 'same';
        } catch (error) {
            this.problem = problemOf(error);
        }
    }

    toggle(device: string): void {
        if (!this.absent.delete(device)) {
            this.absent.add(device);
        }
    }
}
