import type { FounderView, HandedLink, Role, SideView } from '../../../worker/api.ts';
import { Asking } from '../../asking.svelte.ts';
import type { WorkerCalls } from '../../workerPort.ts';

/** The first founder's part before there is a Charter: who answered, links for the others, the proposal. */
export class Founding extends Asking {
    /** Undefined on every device but the one that opened the dialogue. */
    founders = $state.raw<readonly FounderView[]>();
    sides = $state.raw<readonly SideView[]>([]);
    link = $state.raw<HandedLink>();

    readonly #worker: WorkerCalls;

    constructor(worker: WorkerCalls) {
        super();
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
        await this.act(
            () => this.#worker.call('inviteFounder', { roles: [role], party, hours: 72 }),
            (link) => (this.link = link),
        );
    }

    async drop(founder: string): Promise<void> {
        await this.act(
            async () => {
                await this.#worker.call('dropFounder', { founder });
                return this.#worker.call('founders');
            },
            (founders) => (this.founders = founders),
        );
    }

    /** Whether the Charter is ready to be compared and signed by all. */
    async propose(): Promise<boolean> {
        let isProposed = false;
        await this.act(
            () => this.#worker.call('proposeCharter', { draft: undefined, without: [], note: '' }),
            () => (isProposed = true),
        );
        return isProposed;
    }

    /** Forgets what was shown, so that nothing of it stays drawn behind a lock. */
    forget(): void {
        this.founders = undefined;
        this.sides = [];
        this.link = undefined;
        this.letGo();
    }
}
