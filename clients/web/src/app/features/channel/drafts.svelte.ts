import type { DraftView } from '../../../worker/api.ts';
import type { WorkerCalls } from '../../workerPort.ts';

const none: DraftView = { text: '', answers: undefined };

/** A pause in typing after which what was typed is kept. */
const pause = 500;

/** What is being written, one text a channel. The worker keeps it sealed; the page holds it until it is locked or closed. */
export class Drafts {
    readonly #worker: WorkerCalls;
    readonly #all = $state<Record<string, DraftView>>({});
    /** The channel whose draft the worker does not have as it is here. */
    #changed: string | undefined;
    #timer: ReturnType<typeof setTimeout> | undefined;
    #keeping: Promise<void> = Promise.resolve();

    constructor(worker: WorkerCalls) {
        this.#worker = worker;
    }

    of(channel: string | undefined): DraftView {
        return this.#all[channel ?? ''] ?? none;
    }

    change(channel: string | undefined, changes: Partial<DraftView>): void {
        if (channel !== undefined) {
            this.#all[channel] = { ...this.of(channel), ...changes };
            this.#keepSoon(channel);
        }
    }

    /** Takes what was written before. Who began to type before it came finds both. */
    restore(channel: string, kept: DraftView | undefined): void {
        if (kept === undefined || this.#all[channel] === undefined) {
            this.#all[channel] ??= kept ?? none;
        } else if (this.#changed === channel) {
            const { text, answers } = this.of(channel);
            this.change(channel, { text: [kept.text, text].filter((one) => one !== '').join('\n'), answers: answers ?? kept.answers });
        }
    }

    /** The worker has sent it, and its draft is gone; what was typed meanwhile is a new one. */
    sent(channel: string, { text, answers }: DraftView): void {
        const now = this.of(channel);
        if (now.text === text && now.answers?.id === answers?.id) {
            this.#all[channel] = none;
        } else {
            this.#keepSoon(channel);
        }
    }

    /** Has it kept now. A draft that cannot be kept stays on the page: the problem is told when it is sent. */
    keep(): Promise<void> {
        const channel = this.#changed;
        if (channel !== undefined) {
            this.#rest();
            const { text, answers } = this.of(channel);
            this.#keeping = this.#worker.call('keepDraft', { channel, text, replyTo: answers?.id }).catch(() => undefined) as Promise<void>;
        }
        return this.#keeping;
    }

    /** Waits until no older draft is on its way, so that none comes back after it was sent. */
    async settled(): Promise<void> {
        this.#rest();
        await this.#keeping;
    }

    /** Holds nothing any more. */
    forget(): void {
        this.#rest();
        Object.keys(this.#all).forEach((channel) => delete this.#all[channel]);
    }

    #keepSoon(channel: string): void {
        this.#rest();
        this.#changed = channel;
        this.#timer = setTimeout(() => void this.keep(), pause);
    }

    #rest(): void {
        clearTimeout(this.#timer);
        this.#changed = undefined;
    }
}
