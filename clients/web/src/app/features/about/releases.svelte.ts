import type { Question, ReleaseName, Told } from '../../../serviceWorker/api.ts';

/** What of a service worker's registration is used. */
export type Registration = EventTarget & {
    readonly installing: ServiceWorker | null;
    readonly waiting: ServiceWorker | null;
    readonly active: ServiceWorker | null;
    update(): Promise<unknown>;
};

/** A worker that was replaced meanwhile answers no more. */
const patience = 10_000;

/** What came of looking for a new release. */
export type Look = 'looking' | 'none' | 'found' | 'refused' | 'unreachable';

/** The release that this page runs, and whether another one waits to be chosen. */
export class Releases {
    /** What runs here: what the page started from, or what the relay sent where nothing is kept. */
    running = $state.raw<ReleaseName>();
    /** Whether it started from what is kept on this device. */
    readonly isKept: boolean;
    /** Another release that is here as a whole, and that nobody chose. */
    newer = $state.raw<ReleaseName>();
    look = $state<Look>();
    /** Another window of this device chose another release. */
    isElsewhere = $state(false);
    isChanging = $state(false);

    readonly #container: ServiceWorkerContainer | undefined;
    #registration = $state.raw<Registration>();

    constructor(container: ServiceWorkerContainer | undefined) {
        this.#container = container;
        this.isKept = (container?.controller ?? undefined) !== undefined;
    }

    /** Whether this browser keeps a release. */
    get canLook(): boolean {
        return this.#registration !== undefined;
    }

    /** Keeps the release on this device, and listens for others. Where it cannot be kept, the page works all the same. */
    async keep(register: () => Promise<Registration>): Promise<void> {
        this.#container?.addEventListener('message', ({ data }: MessageEvent<Told>) => {
            this.isElsewhere ||= data.told === 'another-release';
        });
        try {
            const registration = await register();
            this.#registration = registration;
            registration.addEventListener('updatefound', () => void this.#arrived(registration.installing));
            await this.#arrived(registration.installing);
            const active = (await this.#container?.ready)?.active ?? undefined;
            const paths = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
            if (active !== undefined) await ask(active, { ask: 'keep', paths });
        } catch {
            // A browser that keeps nothing, or a relay that went away meanwhile: the next visit tries again.
        }
    }

    /** Finds out what runs here. */
    async read(): Promise<void> {
        if (this.running !== undefined) return;
        try {
            const answer = await fetch('/release.json');
            const bytes = await answer.arrayBuffer();
            const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
            const { version } = JSON.parse(new TextDecoder().decode(bytes)) as { version: string };
            this.running = { version, hash: Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') };
        } catch {
            this.running = undefined;
        }
    }

    /** Asks the relay whether there is another release. */
    async lookNow(): Promise<void> {
        this.look = 'looking';
        try {
            await this.#registration?.update();
        } catch {
            this.look = 'unreachable';
            return;
        }
        const isWhole = await this.#arrived(this.#registration?.installing ?? null);
        this.look = isWhole ? (this.newer === undefined ? 'none' : 'found') : 'refused';
    }

    /** Starts this page anew from the other release, because a person said so. */
    async use(): Promise<void> {
        const newest = this.#newest();
        if (newest === undefined || this.isChanging) return;
        this.isChanging = true;
        const isDone = (await ask(newest, { ask: 'use' }).catch(() => false)) === true;
        this.isChanging = false;
        if (isDone) location.reload();
        else this.look = 'unreachable';
    }

    /** A release that arrives is whole or is refused as a whole; true unless it was refused. */
    async #arrived(worker: ServiceWorker | null): Promise<boolean> {
        const isWhole = worker === null || (await settled(worker));
        const newest = this.#newest();
        if (newest !== undefined) {
            await this.read();
            const brought = (await ask(newest, { ask: 'release' })) as ReleaseName | undefined;
            this.newer = brought?.hash === this.running?.hash ? undefined : brought;
        }
        return isWhole;
    }

    #newest(): ServiceWorker | undefined {
        return this.#registration?.waiting ?? this.#registration?.active ?? undefined;
    }
}

/** Whether a worker that is being installed could be. */
function settled(worker: ServiceWorker): Promise<boolean> {
    return new Promise((done) => {
        const look = (): void => {
            if (!['parsed', 'installing'].includes(worker.state)) done(worker.state !== 'redundant');
        };
        worker.addEventListener('statechange', look);
        look();
    });
}

function ask(worker: ServiceWorker, question: Question): Promise<unknown> {
    return new Promise((done) => {
        setTimeout(done, patience);
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => done(data);
        worker.postMessage(question, [port2]);
    });
}
