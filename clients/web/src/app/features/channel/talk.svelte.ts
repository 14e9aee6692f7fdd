import type { ChannelView, LineView, PartyView, Problem, TalkView } from '../../../worker/api.ts';
import { problemOf, type WorkerCalls } from '../../workerPort.ts';
import { doubtOf, type Arrival, type Doubt } from './audience.ts';
import { firstNewOf, newWords } from './rows.ts';

const page = 50;

/** The channel that is shown: its lines, what is being written, and what was just said. */
export class Talk {
    id = $state<string>();
    view = $state.raw<TalkView>();
    problem = $state<Problem>();
    doubt = $state.raw<Doubt>();
    sending = $state(false);
    firstNew = $state<string>();
    /** The newest words of others, for readers who listen. */
    heard = $state.raw<readonly LineView[]>([]);
    /** The own message that was kept last. */
    kept = $state.raw<LineView>();

    readonly #worker: WorkerCalls;
    readonly #now: () => number;
    readonly #drafts = $state<Record<string, string>>({});
    #own: PartyView | undefined;
    #arrival: Arrival | undefined;
    /** Ends once the channel was fetched, whether or not that worked. */
    #fetched: Promise<void> = Promise.resolve();
    #left: { readonly id: string; readonly title: string } | undefined;
    #sure = false;
    #seen = 0;
    #length = page;

    constructor(worker: WorkerCalls, now: () => number = Date.now) {
        this.#worker = worker;
        this.#now = now;
    }

    get draft(): string {
        return this.#drafts[this.id ?? ''] ?? '';
    }

    set draft(text: string) {
        if (this.id !== undefined) {
            this.#drafts[this.id] = text;
        }
    }

    async show(channel: ChannelView, own: PartyView | undefined): Promise<void> {
        if (this.id === channel.id) {
            return;
        }
        this.#clear();
        const left = this.#left;
        this.#arrival = left === undefined || left.id === channel.id ? undefined : { from: left.title, at: this.#now() };
        this.#own = own;
        this.id = channel.id;
        await this.#fetch();
    }

    /** Leaves the channel. Coming from the list into another one is still a change of channel. */
    hide(): void {
        if (this.id !== undefined) {
            this.#clear();
            this.#worker.call('hide').catch(() => undefined);
        }
    }

    async showEarlier(): Promise<void> {
        this.#length += page;
        await this.#fetch();
    }

    take(talk: TalkView): void {
        if (talk.channel.id !== this.id) {
            return;
        }
        const first = this.view === undefined;
        this.view = talk;
        if (first) {
            this.firstNew = firstNewOf(talk);
        } else {
            const heard = newWords(talk.lines, this.#seen);
            this.heard = heard.length > 0 ? heard : this.heard;
        }
        this.#seen = Math.max(this.#seen, ...talk.lines.map((line) => line.number));
    }

    /** Takes over what is newly known of the shown channel. */
    renew(channels: readonly ChannelView[]): void {
        const channel = channels.find(({ id }) => id === this.id);
        if (this.view !== undefined && channel !== undefined) {
            this.view = { ...this.view, channel };
        }
    }

    /** Fetches the channel once more after that failed. */
    async retry(): Promise<void> {
        this.problem = undefined;
        await this.#fetch();
    }

    /** Sends what is written, or asks first; `sure` is the answer to the question. Where the channel is still being fetched, right after. */
    async send(sure = false): Promise<boolean> {
        if (this.sending || this.draft.trim() === '') {
            return false;
        }
        this.sending = true;
        try {
            const { id, draft } = this;
            const pressedAt = this.#now();
            await this.#fetched;
            if (id === undefined || this.id !== id || this.view === undefined) {
                return false;
            }
            this.#sure ||= sure;
            this.doubt = this.#sure ? undefined : doubtOf(this.view.channel, this.#own, this.#arrival, pressedAt);
            return this.doubt === undefined && (await this.#post(id, draft));
        } finally {
            this.sending = false;
        }
    }

    /** Drops everything shown or written, as before a lock. */
    forget(): void {
        this.#clear();
        this.#left = undefined;
        this.#arrival = undefined;
        this.#own = undefined;
        Object.keys(this.#drafts).forEach((id) => delete this.#drafts[id]);
    }

    async #post(id: string, text: string): Promise<boolean> {
        this.problem = undefined;
        try {
            const line = await this.#worker.call('send', { channel: id, text: text.trim() });
            if (this.#drafts[id] === text) {
                this.#drafts[id] = '';
            }
            this.#add(id, line);
            return true;
        } catch (error) {
            this.#fail(id, error);
            return false;
        }
    }

    #add(id: string, line: LineView): void {
        if (this.id !== id || this.view === undefined) {
            return;
        }
        this.kept = line;
        if (!this.view.lines.some((one) => one.id === line.id)) {
            this.view = { ...this.view, lines: [...this.view.lines, line] };
        }
    }

    async #fetch(): Promise<void> {
        if (this.id !== undefined) {
            this.#fetched = this.#take(this.id);
            await this.#fetched;
        }
    }

    async #take(id: string): Promise<void> {
        try {
            this.take(await this.#worker.call('show', { channel: id, last: this.#length }));
        } catch (error) {
            this.#fail(id, error);
        }
    }

    #fail(id: string, error: unknown): void {
        if (this.id === id) {
            this.problem = problemOf(error);
        }
    }

    #clear(): void {
        this.#left = this.view === undefined ? this.#left : { id: this.view.channel.id, title: this.view.channel.title };
        this.id = undefined;
        this.view = undefined;
        this.problem = undefined;
        this.doubt = undefined;
        this.firstNew = undefined;
        this.heard = [];
        this.kept = undefined;
        this.#sure = false;
        this.#seen = 0;
        this.#length = page;
    }
}
