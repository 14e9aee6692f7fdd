import { SvelteSet } from 'svelte/reactivity';
import type { MemberView, VerificationView } from '../../../worker/api.ts';
import { Asking } from '../../asking.svelte.ts';
import type { WorkerCalls } from '../../workerPort.ts';

/** Making sure of one person's device, or of everybody in a channel at once. */
export class Verification extends Asking {
    view = $state.raw<VerificationView>();
    outcome = $state<'same' | 'differ'>();
    /** Whether the camera is on. */
    isScanning = $state(false);
    /** Devices of those who are not there. */
    readonly absent = new SvelteSet<string>();

    readonly #worker: WorkerCalls;
    readonly #channel: string;
    readonly #device: string | undefined;
    /** The code that was refused: a camera sees it many times a second. */
    #refused: string | undefined;

    constructor(worker: WorkerCalls, channel: string, device: string | undefined) {
        super();
        this.#worker = worker;
        this.#channel = channel;
        this.#device = device;
    }

    /** The others, who are compared. */
    get others(): readonly MemberView[] {
        return this.view?.members.filter((member) => member.verification !== 'self') ?? [];
    }

    /** Whether this person begins to read aloud: on the two screens one of them does. */
    get readsFirst(): boolean {
        const own = this.view?.members.find((member) => member.verification === 'self')?.device ?? '';
        return own < (this.#device ?? '');
    }

    /** Shows the digits, again when they changed. */
    async load(): Promise<void> {
        this.outcome = undefined;
        await this.query(
            () => this.#worker.call('verification', { channel: this.#channel, device: this.#device }),
            (view) => (this.view = view),
        );
    }

    async same(): Promise<void> {
        if (this.view === undefined) {
            return;
        }
        await this.query(
            () => this.#worker.call('compared', { channel: this.#channel, device: this.#device, absent: [...this.absent] }),
            this.#verified,
        );
    }

    scan(): void {
        this.problem = undefined;
        this.#refused = undefined;
        this.isScanning = true;
    }

    /** The camera saw a code; the camera goes off with the one that was looked for. */
    async scanned(code: string): Promise<void> {
        if (this.isWorking || !this.isScanning || code === this.#refused) {
            return;
        }
        await this.act(
            () => this.#worker.call('scanned', { channel: this.#channel, device: this.#device, absent: [...this.absent], code }),
            this.#verified,
        );
        this.#refused = this.problem === undefined ? undefined : code;
    }

    toggle(device: string): void {
        if (!this.absent.delete(device)) {
            this.absent.add(device);
        }
    }

    readonly #verified = (members: readonly MemberView[]): void => {
        this.isScanning = false;
        this.view = this.view && { ...this.view, members };
        this.outcome = 'same';
    };
}
