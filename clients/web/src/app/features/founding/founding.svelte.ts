import type { FounderView, HandedLink, Problem, Role, SideView } from '../../../worker/api.ts';
import { problemOf, type WorkerCalls } from '../../workerPort.ts';

/** The first founder's part before there is a Charter: who answered, links for the others, the proposal. */
export class Founding {
    /** Undefined on every device but the one that opened the dialogue. */
    founders = $state.raw<readonly FounderView[]>();
    sides = $state.raw<readonly SideView[]>([]);
    link = $state.raw<HandedLink>();
    problem = $state<Problem>();
    isWorking = $state(false);

    readonly #worker: WorkerCalls;

    constructor(worker: WorkerCalls) {
        this.#worker = worker;
    }

    /** Whoever else waits for the Charter is told here that there is nothing to gather. */
    async load(): Promise<void> {
        try {
            this.sides = await this.#worker.call('foundingSides');
            this.founders = await this.#worker.call('founders');
        } catch {
            this.founders = undefined;
        }
    }

    async invite(role: Role, party: string | undefined): Promise<void> {
        await this.#do(async () => {
            this.link = await this.#worker.call('inviteFounder', { roles: [role], party, hours: 72 });
        });
    }

    async drop(founder: string): Promise<void> {
        await this.#do(async () => {
            await this.#worker.call('dropFounder', { founder });
            this.founders = await this.#worker.call('founders');
        });
    }

    /** Whether the Charter is ready to be compared and signed by all. */
    async propose(): Promise<boolean> {
        await this.#do(async () => {
            await this.#worker.call('proposeCharter', { draft: undefined, without: [], note: '' });
        });
        return this.problem === undefined;
    }

    /** Forgets what was shown, so that nothing of it stays drawn behind a lock. */
    forget(): void {
        this.founders = undefined;
        this.sides = [];
        this.link = undefined;
        this.problem = undefined;
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
