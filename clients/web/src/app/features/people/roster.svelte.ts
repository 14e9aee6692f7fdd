import { SvelteSet } from 'svelte/reactivity';
import type { AddedView, ChannelView, MemberView, PersonView } from '../../../worker/api.ts';
import { Asking } from '../../asking.svelte.ts';
import type { WorkerCalls } from '../../workerPort.ts';
import { hasPlace, unbalancedAfter } from '../opening/opening.svelte.ts';

/** Who can read a channel now, and, for those who may, bringing people in and taking them out. */
export class Roster extends Asking {
    members = $state.raw<readonly MemberView[]>();
    page = $state<'list' | 'person' | 'remove' | 'add'>('list');
    /** Whom the pages `person` and `remove` are about. */
    person = $state.raw<MemberView>();
    people = $state.raw<readonly PersonView[]>();
    added = $state.raw<AddedView>();
    /** What became of taking somebody out: it is done, or a paper waits for others' signatures. */
    removal = $state<'done' | 'paper'>();
    readonly chosen = new SvelteSet<string>();

    /** Who was admitted, is not in it, and has a place in a channel of this kind. */
    readonly candidates = $derived(
        (this.people ?? []).filter(
            (one) =>
                hasPlace(one, this.#channel().kind, this.#channel().party?.code) &&
                this.members?.every(({ name }) => name !== one.name) === true,
        ),
    );

    readonly #worker: WorkerCalls;
    readonly #channel: () => ChannelView;

    constructor(worker: WorkerCalls, channel: () => ChannelView) {
        super();
        this.#worker = worker;
        this.#channel = channel;
    }

    async load(): Promise<void> {
        await this.query(() => this.#worker.call('roster', { channel: this.#channel().id }), this.#take);
    }

    back(): void {
        this.problem = undefined;
        this.page = this.page === 'remove' && this.removal === undefined ? 'person' : 'list';
    }

    open(member: MemberView): void {
        this.person = member;
        this.removal = undefined;
        this.page = 'person';
    }

    async offer(): Promise<void> {
        this.page = 'add';
        this.added = undefined;
        this.chosen.clear();
        await this.query(
            () => this.#worker.call('people'),
            (people) => (this.people = people),
        );
    }

    toggle(name: string): void {
        this.problem = undefined;
        if (!this.chosen.delete(name)) {
            this.chosen.add(name);
        }
    }

    async add(): Promise<void> {
        const people = this.candidates.map(({ name }) => name).filter((name) => this.chosen.has(name));
        if (people.length === 0) {
            return;
        }
        const again = unbalancedAfter(this.problem);
        await this.act(
            () => this.#worker.call('addToChannel', { channel: this.#channel().id, people, ...again }),
            (added) => (this.added = added),
        );
        if (this.added !== undefined) {
            await this.load();
        }
    }

    async remove(reason: string): Promise<void> {
        const name = this.person?.name ?? '';
        await this.act(
            () => this.#worker.call('removeFromChannel', { channel: this.#channel().id, name, reason: reason.trim() }),
            (paper) => (this.removal = paper === undefined ? 'done' : 'paper'),
        );
        if (this.removal !== undefined) {
            await this.load();
        }
    }

    readonly #take = (members: readonly MemberView[]): void => {
        this.members = members;
        this.person = members.find(({ device }) => device === this.person?.device) ?? this.person;
    };
}
