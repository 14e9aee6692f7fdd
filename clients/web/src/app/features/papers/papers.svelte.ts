import type { PaperDetails, PaperView, Problem } from '../../../worker/api.ts';
import type { Outcome } from '../../ui/outcome.ts';
import { problemOf, type WorkerCalls } from '../../workerPort.ts';

/** What somebody is about to say of a paper. */
export type Saying = 'ask' | 'answer' | 'object';

/** Everything that several sign, and the one paper that is open. */
export class Papers {
    all = $state.raw<readonly PaperView[]>();
    shown = $state.raw<PaperDetails>();
    problem = $state<Problem>();
    saying = $state<Saying>();
    draft = $state('');
    /** Of the digits of a Charter that is open. */
    outcome = $state<Outcome>();
    isWorking = $state(false);

    /** How many this device's person is asked to sign. */
    readonly toSign = $derived((this.all ?? []).filter(({ can, state }) => can.sign && state === 'open').length);

    readonly #worker: WorkerCalls;
    /** An answer that was asked for before is not taken any more. */
    #forgotten = 0;

    constructor(worker: WorkerCalls) {
        this.#worker = worker;
    }

    async load(): Promise<void> {
        await this.#ask(
            () => this.#worker.call('papers'),
            (all) => (this.all = all),
        );
    }

    /** Opens one; what is shown of it is what this device knows now. */
    async open(paper: string): Promise<void> {
        this.#closeSaying();
        await this.#ask(() => this.#worker.call('paper', { paper }), this.#show);
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
        await this.#act((paper) => this.#worker.call('sign', { paper }));
    }

    /** Takes back the own objection or the own paper. */
    async withdraw(): Promise<void> {
        await this.#act((paper) => this.#worker.call('withdraw', { paper }));
    }

    async say(): Promise<void> {
        const [saying, text] = [this.saying, this.draft];
        if (saying === undefined) {
            return;
        }
        await this.#act((paper) => this.#worker.call(saying, { paper, text }));
        if (this.problem === undefined) {
            this.#closeSaying();
        }
    }

    /** What the worker told: the list, and with it perhaps the open paper, have changed. */
    take(all: readonly PaperView[]): void {
        this.all = all;
        const id = this.shown?.paper.id;
        if (id !== undefined && !this.isWorking) {
            void this.#ask(() => this.#worker.call('paper', { paper: id }), this.#show);
        }
    }

    /** Forgets what was shown, so that nothing of it stays drawn behind a lock. */
    forget(): void {
        this.#forgotten++;
        this.all = undefined;
        this.close();
        this.isWorking = false;
    }

    readonly #show = (details: PaperDetails): void => {
        // Other digits must be compared again.
        this.outcome = details.paper.id === this.shown?.paper.id ? this.outcome : undefined;
        this.shown = details;
        this.all = this.all?.map((one) => (one.id === details.paper.id ? details.paper : one));
    };

    async #act(call: (paper: string) => Promise<PaperDetails>): Promise<void> {
        const id = this.shown?.paper.id;
        if (id === undefined || this.isWorking) {
            return;
        }
        this.isWorking = true;
        await this.#ask(() => call(id), this.#show);
        this.isWorking = false;
    }

    async #ask<T>(call: () => Promise<T>, take: (answer: T) => void): Promise<void> {
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

    #closeSaying(): void {
        this.saying = undefined;
        this.draft = '';
    }
}
