import type { PaperDetails, PaperView } from '../../../worker/api.ts';
import { Asking } from '../../asking.svelte.ts';
import type { Outcome } from '../../ui/outcome.ts';
import type { WorkerCalls } from '../../workerPort.ts';

/** What somebody is about to say of a paper. */
export type Saying = 'ask' | 'answer' | 'object';

/** Everything that several sign, and the one paper that is open. */
export class Papers extends Asking {
    all = $state.raw<readonly PaperView[]>();
    shown = $state.raw<PaperDetails>();
    saying = $state<Saying>();
    draft = $state('');
    /** Of the digits of a Charter that is open. */
    outcome = $state<Outcome>();

    /** How many this device's person is asked to sign. */
    readonly toSign = $derived((this.all ?? []).filter(({ can, state }) => can.sign && state === 'open').length);

    readonly #worker: WorkerCalls;

    constructor(worker: WorkerCalls) {
        super();
        this.#worker = worker;
    }

    async load(): Promise<void> {
        await this.query(
            () => this.#worker.call('papers'),
            (all) => (this.all = all),
        );
    }

    /** Opens one; what is shown of it is what this device knows now. */
    async open(paper: string): Promise<void> {
        this.#closeSaying();
        await this.query(() => this.#worker.call('paper', { paper }), this.#show);
    }

    close(): void {
        this.shown = undefined;
        this.outcome = undefined;
        this.problem = undefined;
        this.#closeSaying();
    }

    /** Whether the open paper's digits must be compared before it is signed. */
    get mustCompare(): boolean {
        return this.shown?.terms.type === 'charter' && this.outcome !== 'same';
    }

    async sign(): Promise<void> {
        if (this.mustCompare) {
            return;
        }
        await this.#change((paper) => this.#worker.call('sign', { paper }));
    }

    /** Takes back the own objection or the own paper. */
    async withdraw(): Promise<void> {
        await this.#change((paper) => this.#worker.call('withdraw', { paper }));
    }

    async say(): Promise<void> {
        const [saying, text] = [this.saying, this.draft];
        if (saying === undefined) {
            return;
        }
        await this.#change((paper) => this.#worker.call(saying, { paper, text }));
        if (this.problem === undefined) {
            this.#closeSaying();
        }
    }

    /** What the worker told: the list, and with it perhaps the open paper, have changed. */
    take(all: readonly PaperView[]): void {
        this.all = all;
        const id = this.shown?.paper.id;
        if (id !== undefined && !this.isWorking) {
            void this.query(() => this.#worker.call('paper', { paper: id }), this.#show);
        }
    }

    /** Forgets what was shown, so that nothing of it stays drawn behind a lock. */
    forget(): void {
        this.letGo();
        this.all = undefined;
        this.close();
    }

    readonly #show = (details: PaperDetails): void => {
        // Other digits must be compared again.
        this.outcome = details.paper.id === this.shown?.paper.id ? this.outcome : undefined;
        this.shown = details;
        this.all = this.all?.map((one) => (one.id === details.paper.id ? details.paper : one));
    };

    async #change(call: (paper: string) => Promise<PaperDetails>): Promise<void> {
        const id = this.shown?.paper.id;
        if (id !== undefined) {
            await this.act(() => call(id), this.#show);
        }
    }

    #closeSaying(): void {
        this.saying = undefined;
        this.draft = '';
    }
}
