import { Backoff } from '../connection/backoff.ts';
import { Doorbell } from './doorbell.ts';

/** How long a quiet relay is trusted to ring. */
const lookAgain = 20_000;

/** A relay that takes connections only to drop them is not asked again at once. */
const steady = 2000;

/** What the loop works on. */
type LoopWork = {
    /** One round: letters and channels. */
    readonly round: () => Promise<void>;
    /** Whether a connection was cut since it was opened. */
    readonly isCut: () => boolean;
    /** Rings when there is something to do. */
    readonly doorbell: Doorbell;
    /** Milliseconds since 1970. */
    readonly now: () => number;
    /** Since when there is no connection; undefined when there is one again. Told on each change. */
    readonly link: (lostAt: number | undefined) => void;
    /** What a failed round means: another after a pause, the relay not being reached or for another reason; or the end. */
    readonly judge: (failure: unknown) => Promise<'lost' | 'again' | 'end'>;
};

/** Syncs whenever there is a reason, for as long as the device is open; after a failure with growing pauses. */
export class SyncLoop {
    readonly #work: LoopWork;
    readonly #backoff = new Backoff();
    readonly #hurry = new Doorbell();
    #lostAt: number | undefined;
    #isStopped = false;
    #isPausing = false;
    #running: Promise<void> | undefined;

    constructor(work: LoopWork) {
        this.#work = work;
    }

    start(): void {
        // A failure that could not even be judged, with a store that is gone, ends the loop; its cause was told before.
        this.#running ??= this.#run()
            .catch(() => undefined)
            .finally(() => {
                this.#running = undefined;
            });
    }

    /** Does not wait for the end of a pause; begins again when the loop had ended. */
    hurry(): void {
        if (!this.#running && !this.#isStopped) this.start();
        else if (this.#isPausing) this.#hurry.ring();
        else this.#work.doorbell.ring();
    }

    /** Begins no further round, and ends with the one under way. */
    async stop(): Promise<void> {
        this.#isStopped = true;
        this.hurry();
        await this.#running;
    }

    async #run(): Promise<void> {
        while (!this.#isStopped) {
            const outcome = await this.#round();
            if (outcome === 'end') return;
            if (outcome === 'done') await this.#waitForReason();
            else await this.#pause();
        }
    }

    async #round(): Promise<'done' | 'again' | 'end'> {
        try {
            await this.#work.round();
            this.#tell(undefined);
            return 'done';
        } catch (failure) {
            if (this.#isStopped) return 'end';
            const judged = await this.#work.judge(failure);
            if (judged === 'lost') this.#tell(this.#lostAt ?? this.#work.now());
            return judged === 'lost' ? 'again' : judged;
        }
    }

    async #waitForReason(): Promise<void> {
        const since = this.#work.now();
        await this.#work.doorbell.wait(lookAgain);
        if (this.#work.now() - since >= steady) this.#backoff.reset();
        else if (this.#work.isCut()) await this.#pause();
    }

    async #pause(): Promise<void> {
        if (this.#isStopped) return;
        this.#isPausing = true;
        await this.#hurry.wait(this.#backoff.next());
        this.#isPausing = false;
    }

    #tell(lostAt: number | undefined): void {
        if (lostAt === this.#lostAt) return;
        this.#lostAt = lostAt;
        this.#work.link(lostAt);
    }
}
