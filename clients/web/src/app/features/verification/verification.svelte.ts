import { SvelteSet } from 'svelte/reactivity';
import type { MemberView, VerificationView } from '../../../worker/api.ts';
import { Asking } from '../../asking.svelte.ts';
import type { WorkerCalls } from '../../workerPort.ts';

/** Making sure of everybody in one channel at once. */
export class Verification extends Asking {
    view = $state.raw<VerificationView>();
    outcome = $state<'same' | 'differ'>();
    /** Devices of those who are not there. */
    readonly absent = new SvelteSet<string>();

    readonly #worker: WorkerCalls;
    readonly #channel: string;

    constructor(worker: WorkerCalls, channel: string) {
        super();
        this.#worker = worker;
        this.#channel = channel;
    }

    /** The others, who are compared. */
    get others(): readonly MemberView[] {
        return this.view?.members.filter((member) => member.verification !== 'self') ?? [];
    }

    /** Shows the digits, again when they changed. */
    async load(): Promise<void> {
        this.outcome = undefined;
        await this.query(
            () => this.#worker.call('verification', { channel: this.#channel, device: undefined }),
            (view) => (this.view = view),
        );
    }

    async same(): Promise<void> {
        const view = this.view;
        if (view === undefined) {
            return;
        }
        await this.query(
            () => this.#worker.call('compared', { channel: this.#channel, device: undefined, absent: [...this.absent] }),
            (members) => {
                this.view = { ...view, members };
                this.outcome = 'same';
            },
        );
    }

    toggle(device: string): void {
        if (!this.absent.delete(device)) {
            this.absent.add(device);
        }
    }
}
