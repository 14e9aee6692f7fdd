import type { AnsweredView, ChannelView, LineView, PartyView, Problem, TalkView } from '../../../worker/api.ts';
import { problemOf, type WorkerCalls } from '../../workerPort.ts';
import { doubtOf, type Arrival, type Doubt } from './audience.ts';
import { Drafts } from './drafts.svelte.ts';
import type { Link } from './markup/words.ts';
import { firstNewOf, newWords } from './rows.ts';

const page = 100;

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
    /** The line that is gone to; a new object each time. */
    target = $state.raw<{ readonly id: string }>();
    /** The message that somebody chose to answer last; a new object each time. */
    replied = $state.raw<{ readonly id: string }>();
    /** The address that somebody pressed; it is opened after a question. */
    address = $state.raw<Link>();

    readonly #worker: WorkerCalls;
    readonly #now: () => number;
    readonly #drafts: Drafts;
    #own: PartyView | undefined;
    #arrival: Arrival | undefined;
    /** Ends once the channel was fetched, whether or not that worked. */
    #fetched: Promise<void> = Promise.resolve();
    #left: { readonly id: string; readonly title: string } | undefined;
    #sure = false;
    #seen = 0;
    /** What came between the last visit and this one. */
    #missed = { after: 0, to: 0 };
    #isSeen = true;
    /** The next lines begin another visit. */
    #isVisit = false;
    #length = page;

    constructor(worker: WorkerCalls, now: () => number = Date.now) {
        this.#worker = worker;
        this.#now = now;
        this.#drafts = new Drafts(worker);
    }

    get draft(): string {
        return this.#drafts.of(this.id).text;
    }

    set draft(text: string) {
        this.#drafts.change(this.id, { text });
    }

    /** The message that is being answered. */
    get answers(): AnsweredView | undefined {
        return this.#drafts.of(this.id).answers;
    }

    /** Answers a message of this channel from here on. */
    reply({ id, number, from, party, own, content }: LineView): void {
        const text = content.type === 'text' ? content.text : '';
        this.#drafts.change(this.id, { answers: { id, number, from, party, own, text } });
        this.replied = { id };
    }

    dropReply(): void {
        this.#drafts.change(this.id, { answers: undefined });
    }

    /** Nobody reads a page that is out of sight: what comes meanwhile is new when it is looked at again. */
    async look(isSeen: boolean): Promise<void> {
        if (this.id === undefined || isSeen === this.#isSeen) {
            return;
        }
        this.#isSeen = isSeen;
        if (isSeen) {
            this.#isVisit = true;
            await this.#fetch();
        } else {
            void this.keep();
            this.#worker.call('hide').catch(() => undefined);
        }
    }

    /** Has the worker keep what is being written, now. */
    keep(): Promise<void> {
        return this.#drafts.keep();
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

    /** Goes to a line of this channel, however far back it is. */
    async goTo(line: string): Promise<void> {
        const { id } = this;
        const isThere = (): boolean => this.view?.lines.some((one) => one.id === line) === true;
        while (!isThere() && this.view?.earlier === true && this.problem === undefined) {
            this.#length *= 2;
            await this.#fetch();
        }
        if (this.id === id && isThere()) {
            this.target = { id: line };
        }
    }

    take(talk: TalkView): void {
        if (talk.channel.id !== this.id) {
            return;
        }
        const first = this.view === undefined;
        const isVisit = first || this.#isVisit;
        this.#isVisit = false;
        this.view = talk;
        if (isVisit) {
            this.#missed = { after: talk.seenTo, to: Math.max(0, ...talk.lines.map((line) => line.number)) };
        }
        if (first) {
            this.#drafts.restore(talk.channel.id, talk.draft);
        }
        this.firstNew = firstNewOf(talk.lines, this.#missed);
        if (!first) {
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
            const { id, draft, answers } = this;
            const pressedAt = this.#now();
            await this.#fetched;
            if (id === undefined || this.id !== id || this.view === undefined) {
                return false;
            }
            this.#sure ||= sure;
            this.doubt = this.#sure ? undefined : doubtOf(this.view.channel, this.#own, this.#arrival, pressedAt);
            return this.doubt === undefined && (await this.#post(id, draft, answers));
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
        this.#drafts.forget();
    }

    async #post(id: string, text: string, answers: AnsweredView | undefined): Promise<boolean> {
        this.problem = undefined;
        try {
            await this.#drafts.settled();
            const line = await this.#worker.call('send', { channel: id, text: text.trim(), replyTo: answers?.id });
            this.#drafts.sent(id, { text, answers });
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
        void this.#drafts.keep();
        this.#left = this.view === undefined ? this.#left : { id: this.view.channel.id, title: this.view.channel.title };
        this.id = undefined;
        this.view = undefined;
        this.problem = undefined;
        this.doubt = undefined;
        this.firstNew = undefined;
        this.heard = [];
        this.kept = undefined;
        this.target = undefined;
        this.replied = undefined;
        this.address = undefined;
        this.#sure = false;
        this.#seen = 0;
        this.#isSeen = true;
        this.#isVisit = false;
        this.#length = page;
    }
}
