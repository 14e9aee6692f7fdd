import { SvelteSet } from 'svelte/reactivity';
import type { AddedView, Calls, DeviceView, PartyView, PersonView } from '../../../worker/api.ts';
import { Asking } from '../../asking.svelte.ts';
import type { WorkerCalls } from '../../workerPort.ts';

/** The kinds that can be opened. */
export const openedKinds = ['plenary', 'caucus', 'private-line'] as const;

/** Opening a channel: its kind and name, and who comes in. A caucus offers only those who have a place in it. */
export class Opening extends Asking {
    people = $state.raw<readonly PersonView[]>();
    sides = $state.raw<readonly PartyView[]>([]);
    kind = $state<(typeof openedKinds)[number]>('plenary');
    side = $state('');
    title = $state('');
    added = $state.raw<AddedView>();
    /** Names that were taken out, or, for a private line, that were chosen. */
    readonly changed = new SvelteSet<string>();

    /** Who has a place in a channel of this kind. */
    readonly candidates = $derived(
        (this.people ?? []).filter((person) => hasPlace(person, this.kind === 'caucus' ? this.side : undefined)),
    );
    readonly chosen = $derived(this.candidates.map(({ name }) => name).filter((name) => this.isChosen(name)));

    readonly #worker: WorkerCalls;
    readonly #own: () => DeviceView;

    constructor(worker: WorkerCalls, own: () => DeviceView) {
        super();
        this.#worker = worker;
        this.#own = own;
    }

    /** Everybody is in a plenary and a caucus but who is taken out; nobody is in a private line but who is chosen. */
    isChosen(name: string): boolean {
        return this.changed.has(name) === (this.kind === 'private-line');
    }

    async load(): Promise<void> {
        await this.query(
            () => Promise.all([this.#worker.call('charter', { proposed: false }), this.#worker.call('people')]),
            ([charter, people]) => {
                this.sides = charter.terms.parties;
                this.side = this.#own().party?.code ?? charter.terms.parties[0]?.code ?? '';
                this.people = people.filter(({ name }) => name !== this.#own().name);
            },
        );
    }

    toggle(name: string): void {
        if (!this.changed.delete(name)) {
            this.changed.add(name);
        }
    }

    async open(): Promise<void> {
        const plan = { title: this.title.trim(), people: this.chosen };
        const place: Calls['createChannel'][0] =
            this.kind === 'caucus' ? { ...plan, kind: 'caucus', side: this.side } : { ...plan, kind: this.kind };
        await this.act(
            () => this.#worker.call('createChannel', place),
            (added) => (this.added = added),
        );
    }
}

/** Organizers read no channels for that role alone; a caucus is for its side, and for facilitators and interpreters of neither. */
export function hasPlace({ party, roles }: Pick<PersonView, 'party' | 'roles'>, side: string | undefined): boolean {
    const reads = roles.some((role) => role !== 'organizer' && role !== 'resource-person');
    const helps = party === undefined && roles.some((role) => role === 'facilitator' || role === 'interpreter');
    return reads && (side === undefined || party?.code === side || helps);
}
