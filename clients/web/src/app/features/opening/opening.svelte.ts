import { SvelteSet } from 'svelte/reactivity';
import type { AddedView, Calls, ChannelKind, DeviceView, PartyView, PersonView, Problem, Role } from '../../../worker/api.ts';
import { Asking } from '../../asking.svelte.ts';
import type { WorkerCalls } from '../../workerPort.ts';

/** The kinds that can be opened. */
export const openedKinds = ['plenary', 'caucus', 'working-group', 'private-line', 'commons', 'team', 'desk', 'text-desk'] as const;

/** Opening a channel: its kind and name, and who comes in. Each kind offers only those who have a place in it. */
export class Opening extends Asking {
    people = $state.raw<readonly PersonView[]>();
    sides = $state.raw<readonly PartyView[]>([]);
    kind = $state<(typeof openedKinds)[number]>('plenary');
    side = $state('');
    title = $state('');
    added = $state.raw<AddedView>();
    /** Names that were taken out, or, where only some come in, that were chosen. */
    readonly changed = new SvelteSet<string>();

    /** Who has a place in a channel of this kind. */
    readonly candidates = $derived(
        (this.people ?? []).filter((person) => hasPlace(person, this.kind, this.kind === 'caucus' ? this.side : undefined)),
    );
    readonly chosen = $derived(this.candidates.map(({ name }) => name).filter((name) => this.isChosen(name)));

    readonly #worker: WorkerCalls;
    readonly #own: () => DeviceView;

    constructor(worker: WorkerCalls, own: () => DeviceView) {
        super();
        this.#worker = worker;
        this.#own = own;
    }

    /** Everybody who has a place comes in but who is taken out; into a working group and a private line nobody but who is chosen. */
    isChosen(name: string): boolean {
        return this.changed.has(name) === (this.kind === 'private-line' || this.kind === 'working-group');
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
        this.problem = undefined;
        if (!this.changed.delete(name)) {
            this.changed.add(name);
        }
    }

    async open(): Promise<void> {
        const plan = { title: this.title.trim(), people: this.chosen, ...unbalancedAfter(this.problem) };
        const place: Calls['createChannel'][0] =
            this.kind === 'caucus' ? { ...plan, kind: 'caucus', side: this.side } : { ...plan, kind: this.kind };
        await this.act(
            () => this.#worker.call('createChannel', place),
            (added) => (this.added = added),
        );
    }
}

/** Whoever was stopped because one side had more voices, and presses again, means it. */
export function unbalancedAfter(problem: Problem | undefined): { readonly unbalanced?: true } {
    return problem === 'unbalanced' ? { unbalanced: true } : {};
}

const talks = ['participant', 'facilitator', 'interpreter'] as const;
const team = ['facilitator', 'interpreter', 'rapporteur'] as const;
const seats: { readonly [kind in ChannelKind]: readonly Role[] } = {
    plenary: [...talks, 'rapporteur', 'observer'],
    caucus: talks,
    'working-group': [...talks, 'rapporteur'],
    'private-line': talks,
    'quiet-line': talks,
    commons: talks,
    team,
    'text-desk': team,
    desk: ['organizer', 'facilitator'],
};

/** Which roles come into a channel of a kind, as every device judges; a caucus is for its side, and for facilitators and interpreters of neither. */
export function hasPlace({ party, roles }: Pick<PersonView, 'party' | 'roles'>, kind: ChannelKind, side: string | undefined): boolean {
    const helps = party === undefined && roles.some((role) => role === 'facilitator' || role === 'interpreter');
    const speaks = seats[kind] === team && roles.includes('participant') && !roles.includes('facilitator');
    return roles.some((role) => seats[kind].includes(role)) && !speaks && (side === undefined || party?.code === side || helps);
}
