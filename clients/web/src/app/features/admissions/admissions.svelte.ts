import type { AdmissionOptions, CharterView, HandedLink, PersonView, RequestDetails, RequestView } from '../../../worker/api.ts';
import { Asking } from '../../asking.svelte.ts';
import type { Outcome } from '../../ui/outcome.ts';
import type { WorkerCalls } from '../../workerPort.ts';
import type { Invitee } from './invitee.ts';

/** Whom links can be made for: the sides of the Charter, and who is in. */
type Offers = { readonly parties: CharterView['terms']['parties']; readonly people: readonly PersonView[] };

/** The admission desk of an officer: who asks, the one request that is open, and links that are handed over. */
export class Admissions extends Asking {
    all = $state.raw<readonly RequestView[]>();
    shown = $state.raw<RequestDetails>();
    /** Of the digits of the open request. */
    outcome = $state<Outcome>();
    /** What is being signed, or why somebody is declined. */
    step = $state<'admit' | 'decline'>();
    offers = $state.raw<Offers>();
    link = $state.raw<HandedLink>();
    /** Whose admission was signed last, and whether others must sign it too. */
    signed = $state.raw<{ readonly name: string; readonly others: boolean }>();

    /** How many wait for this officer. */
    readonly waiting = $derived((this.all ?? []).length);

    readonly #worker: WorkerCalls;

    constructor(worker: WorkerCalls) {
        super();
        this.#worker = worker;
    }

    async load(): Promise<void> {
        await this.query(
            () => this.#worker.call('requests'),
            (all) => (this.all = all),
        );
    }

    async open(request: string): Promise<void> {
        this.back();
        await this.query(
            () => this.#worker.call('request', { request }),
            (details) => (this.shown = details),
        );
    }

    /** Back to who asks. */
    back(): void {
        this.shown = undefined;
        this.outcome = undefined;
        this.step = undefined;
        this.offers = undefined;
        this.link = undefined;
        this.signed = undefined;
        this.problem = undefined;
    }

    /** Signs the open request, once its digits were the same on both screens. */
    async admit(options: AdmissionOptions): Promise<void> {
        const request = this.shown?.request;
        if (request === undefined || this.outcome !== 'same') {
            return;
        }
        await this.act(
            () => this.#worker.call('admit', { request: request.id, ...options }),
            ({ name, paper }) => {
                this.back();
                this.signed = { name, others: paper !== undefined };
            },
        );
        await this.#afterwards();
    }

    /** The digits of the open request differ, which stops it here and for all who sign, or are compared again. */
    async compare(differ: boolean): Promise<void> {
        const request = this.shown?.request.id ?? '';
        await this.act(
            () => this.#worker.call('compareRequest', { request, differ }),
            (details) => (this.shown = details),
        );
    }

    /** Tells the applicant why not; the words are read by them alone. */
    async decline(reason: string): Promise<void> {
        const request = this.shown?.request;
        if (request === undefined) {
            return;
        }
        await this.act(
            () => this.#worker.call('decline', { request: request.id, reason }),
            () => this.back(),
        );
        await this.#afterwards();
    }

    /** Opens the form for a link. */
    async offer(): Promise<void> {
        this.back();
        await this.query(
            async () => {
                const [charter, people] = await Promise.all([
                    this.#worker.call('charter', { proposed: false }),
                    this.#worker.call('people'),
                ]);
                return { parties: charter.terms.parties, people };
            },
            (offers) => (this.offers = offers),
        );
    }

    async invite(invitee: Invitee, hours: number): Promise<void> {
        await this.act(
            () =>
                invitee.type === 'person'
                    ? this.#worker.call('invite', { role: invitee.role, party: invitee.party, hours })
                    : this.#worker.call('inviteDevice', { name: invitee.name, hours }),
            (link) => (this.link = link),
        );
    }

    /** Forgets what was shown, so that nothing of it stays drawn behind a lock. */
    forget(): void {
        this.letGo();
        this.all = undefined;
        this.back();
    }

    /** What was done has changed who waits. */
    async #afterwards(): Promise<void> {
        if (this.problem === undefined) {
            await this.load();
        }
    }
}
