import { SvelteSet } from 'svelte/reactivity';
import type { HomeCardView, LineView } from '../../../worker/api.ts';
import { Asking } from '../../asking.svelte.ts';
import type { WorkerCalls } from '../../workerPort.ts';

/** What may be said at home: cleared lines of a channel, and the cards made of them, on this device only. */
export class Home extends Asking {
    cards = $state.raw<readonly HomeCardView[]>([]);
    person = $state('');
    heard = $state('');
    isKept = $state(false);
    readonly chosen = new SvelteSet<string>();

    readonly #worker: WorkerCalls;
    readonly #channel: string;

    constructor(worker: WorkerCalls, channel: string) {
        super();
        this.#worker = worker;
        this.#channel = channel;
    }

    load(): Promise<void> {
        return this.query(() => this.#worker.call('homeCards'), this.#show);
    }

    toggle(id: string): void {
        if (!this.chosen.delete(id)) {
            this.chosen.add(id);
        }
    }

    /** Clears those of the chosen lines that are the own ones. */
    clear(lines: readonly LineView[]): Promise<void> {
        const own = lines.filter(({ id, own }) => own && this.chosen.has(id));
        return this.#keep(async () => {
            for (const { id } of own) {
                await this.#worker.call('clear', { channel: this.#channel, message: id });
            }
        });
    }

    make(): Promise<void> {
        const { person, chosen } = this;
        this.isKept = false;
        return this.act(
            () => this.#worker.call('makeHomeCard', { channel: this.#channel, messages: [...chosen], person }),
            (cards) => {
                this.#show(cards);
                this.person = '';
                this.chosen.clear();
            },
        );
    }

    drop(card: string): Promise<void> {
        return this.act(() => this.#worker.call('dropHomeCard', { card }), this.#show);
    }

    /** Tells the caucus. */
    async tell(): Promise<void> {
        await this.#keep(() => this.#worker.call('heard', { channel: this.#channel, text: this.heard }));
        if (this.isKept) {
            this.heard = '';
        }
    }

    readonly #show = (cards: readonly HomeCardView[]): void => void (this.cards = cards);

    #keep(call: () => Promise<unknown>): Promise<void> {
        this.isKept = false;
        return this.act(call, () => (this.isKept = true));
    }
}
