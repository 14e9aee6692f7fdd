import type { TextStep, TextView } from '../../../worker/api.ts';
import { Asking } from '../../asking.svelte.ts';
import type { WorkerCalls } from '../../workerPort.ts';

/** The single text as it may be read in a channel, and what is written into it. */
export class SingleText extends Asking {
    text = $state.raw<TextView>();
    isLoaded = $state(false);
    /** What was done last waits for the relay. */
    isKept = $state(false);
    title = $state('');
    /** The clauses of the next version, with empty lines between them. */
    clauses = $state('');
    clause = $state(1);
    words = $state('');

    readonly #worker: WorkerCalls;
    readonly #channel: string;

    constructor(worker: WorkerCalls, channel: string) {
        super();
        this.#worker = worker;
        this.#channel = channel;
    }

    load(): Promise<void> {
        return this.query(
            () => this.#worker.call('singleText', { channel: this.#channel }),
            (text) => this.#take(text),
        );
    }

    /** The next version begins with the words of the newest. */
    #take(text: TextView | undefined): void {
        if (text?.version !== this.text?.version) {
            this.title = text?.title ?? '';
            this.clauses = text?.clauses.join('\n\n') ?? '';
        }
        this.text = text;
        this.isLoaded = true;
    }

    put(): Promise<void> {
        const clauses = this.clauses.split(/\n\s*\n/).filter((one) => one.trim() !== '');
        return clauses.length === 0 ? Promise.resolve() : this.do({ act: 'put', title: this.title, clauses });
    }

    async bracket(): Promise<void> {
        const { clause, words } = this;
        if (words.trim() !== '') {
            await this.do({ act: 'bracket', clause, words });
        }
        if (this.isKept) {
            this.words = '';
        }
    }

    do(step: TextStep): Promise<void> {
        this.isKept = false;
        return this.act(
            () => this.#worker.call('setText', { channel: this.#channel, ...step }),
            () => (this.isKept = true),
        );
    }
}
