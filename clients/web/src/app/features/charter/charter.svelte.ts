import type { CharterView } from '../../../worker/api.ts';
import { charterRows, changesOf, type CharterRow } from '../papers/charterRows.ts';
import type { Outcome } from '../../ui/outcome.ts';
import { Asking } from '../../asking.svelte.ts';
import type { WorkerCalls } from '../../workerPort.ts';

/** The Charter as somebody reads it: the version in force or, before there is one, the one that the founders are to sign. */
export class Charter extends Asking {
    view = $state.raw<CharterView>();
    /** What comparing the digits that are shown came to. */
    outcome = $state<Outcome>();

    readonly #worker: WorkerCalls;

    constructor(worker: WorkerCalls) {
        super();
        this.#worker = worker;
    }

    load(): Promise<void> {
        return this.act(() => this.#worker.call('charter', { proposed: false }), this.#show);
    }

    /** This person accepts the version in force, and its officers are told. */
    accept(): Promise<void> {
        return this.act(() => this.#worker.call('acceptCharter'), this.#show);
    }

    /** Whether this device's signature is asked for. */
    get canSign(): boolean {
        return this.view?.state === 'proposed' && !this.view.accepted;
    }

    /** A founder signs, once the digits were compared and are the same. */
    async sign(): Promise<void> {
        const paper = this.view?.paper;
        if (paper === undefined || this.outcome !== 'same') {
            return;
        }
        await this.act(async () => {
            await this.#worker.call('sign', { paper });
            // With the last signature the version is in force.
            return this.#worker.call('charter', { proposed: false });
        }, this.#show);
    }

    readonly #show = (view: CharterView): void => {
        // Other digits must be compared again.
        this.outcome = view.id === this.view?.id ? this.outcome : undefined;
        this.view = view;
    };
}

/** All parts of a version; under those that it changed, what the version before said. */
export function partsOf({ terms, before }: Pick<CharterView, 'terms' | 'before'>): readonly CharterRow[] {
    const rows = charterRows(terms);
    if (before === undefined) {
        return rows;
    }
    const changes = changesOf(before, terms);
    const gone = changes.filter(({ what }) => rows.every((row) => row.what !== what));
    return [...rows.map((row) => changes.find(({ what }) => what === row.what) ?? row), ...gone];
}
