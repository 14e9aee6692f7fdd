import { SvelteSet } from 'svelte/reactivity';
import type { CharterDraft, CharterTerms, CharterView, PersonView, SignerView } from '../../../worker/api.ts';
import { Asking } from '../../asking.svelte.ts';
import type { WorkerCalls } from '../../workerPort.ts';
import { changesOf, type CharterRow } from '../papers/charterRows.ts';
import { termsOf } from './draftTerms.ts';

type Editable<T> = T extends object ? { -readonly [Name in keyof T]: Editable<T[Name]> } : T;

/** A draft while it is edited. */
export type Draft = Editable<CharterDraft>;

/** A rule of it. */
export type Rule = Draft['quorum'];

/** Writing the next version of the Charter, or the first: what it says, what that would change, and asking for the signatures. */
export class Drafting extends Asking {
    draft = $state<Draft>();
    /** The version in force; undefined before there is one. */
    before = $state.raw<CharterView>();
    people = $state.raw<readonly PersonView[]>([]);
    note = $state('');
    isReading = $state(false);
    proposed = $state.raw<CharterView>();
    /** Names of those whose admission ends with it. */
    readonly without = new SvelteSet<string>();
    /** What the draft would change; all of it where it is the first version. */
    readonly changes = $derived.by(() => this.#changes());

    readonly #worker: WorkerCalls;
    readonly #isFounding: boolean;

    constructor(worker: WorkerCalls, isFounding: boolean) {
        super();
        this.#worker = worker;
        this.#isFounding = isFounding;
    }

    /** Whose signatures the version in force asks for; before there is one, all founders'. */
    get signers(): readonly Pick<SignerView, 'name' | 'device'>[] {
        return this.before?.terms.officers ?? this.draft?.officers.map(({ name, key }) => ({ name, device: key ?? '' })) ?? [];
    }

    /** Who can be left out: officers of the draft cannot. */
    get leavable(): readonly PersonView[] {
        return this.people.filter(({ name }) => this.draft?.officers.every((officer) => officer.name !== name) === true);
    }

    /** Whether it changes who decides: only then can admissions end with it. */
    get changesWhoDecides(): boolean {
        const before = this.before?.terms;
        const after = this.#terms();
        const who = ['parties', 'officers', 'admissionRule', 'deviceRule', 'quorum'] as const;
        return (
            before !== undefined && after !== undefined && who.some((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]))
        );
    }

    async load(): Promise<void> {
        await this.query(
            async () => ({
                draft: await this.#worker.call('draftCharter'),
                before: this.#isFounding ? undefined : await this.#worker.call('charter', { proposed: false }),
                people: this.#isFounding ? [] : await this.#worker.call('people'),
            }),
            ({ draft, before, people }) => {
                this.draft = JSON.parse(draft) as Draft;
                this.before = before;
                this.people = people;
            },
        );
    }

    /** Adds an officer out of those who were admitted. */
    addOfficer(name: string, role: string): void {
        const side = this.people.find((person) => person.name === name)?.party?.code;
        this.draft?.officers.push({ name, roles: [role], side, key: undefined });
    }

    toggle(name: string): void {
        if (!this.without.delete(name)) {
            this.without.add(name);
        }
    }

    /** Signs it and asks the others. */
    async propose(): Promise<void> {
        const without = this.changesWhoDecides ? this.leavable.map(({ name }) => name).filter((name) => this.without.has(name)) : [];
        await this.act(
            () => this.#worker.call('proposeCharter', { draft: JSON.stringify(this.draft), without, note: this.note.trim() }),
            (view) => (this.proposed = view),
        );
    }

    #terms(): CharterTerms | undefined {
        return this.draft && termsOf(this.draft, this.before?.terms);
    }

    #changes(): readonly CharterRow[] {
        const after = this.#terms();
        const before = this.before?.terms;
        return after === undefined || before === undefined ? [] : changesOf(before, after);
    }
}
