import type { CharterView, Problem } from '../../../worker/api.ts';
import { charterRows, changesOf, type CharterRow } from '../papers/charterRows.ts';
import type { Outcome } from '../../ui/outcome.ts';
import { problemOf, type WorkerCalls } from '../../workerPort.ts';

/** The Charter as somebody reads it: the version in force or, before there is one, the one that the founders are to sign. */
export class Charter {
    view = $state.raw<CharterView>();
    problem = $state<Problem>();
    /** What comparing the digits that are shown came to. */
    outcome = $state<Outcome>();
    isWorking = $state(false);

    readonly #worker: WorkerCalls;

    constructor(worker: WorkerCalls) {
        this.#worker = worker;
    }

    load(): Promise<void> {
        return this.#do(async () => {
            this.#show(await this.#worker.call('charter', { proposed: false }));
        });
    }

    /** This person accepts the version in force, and its officers are told. */
    accept(): Promise<void> {
        return this.#do(async () => {
            this.#show(await this.#worker.call('acceptCharter'));
        });
    }

    /** Whether this device's signature is asked for. */
    get canSign(): boolean {
        return this.view?.state === 'proposed' && !this.view.accepted;
    }

    /** A founder signs, once the digits were compared and are the same. */
    sign(): Promise<void> {
        return this.#do(async () => {
            const paper = this.view?.paper;
            if (paper === undefined || this.outcome !== 'same') {
                return;
            }
            await this.#worker.call('sign', { paper });
            // With the last signature the version is in force.
            this.#show(await this.#worker.call('charter', { proposed: false }));
        });
    }

    #show(view: CharterView): void {
        // Other digits must be compared again.
        this.outcome = view.id === this.view?.id ? this.outcome : undefined;
        this.view = view;
    }

    async #do(work: () => Promise<void>): Promise<void> {
        if (this.isWorking) {
            return;
        }
        this.isWorking = true;
        this.problem = undefined;
        try {
            await work();
        } catch (error) {
            this.problem = problemOf(error);
        } finally {
            this.isWorking = false;
        }
    }
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
