import type { Registration, Releases } from './features/about/releases.svelte.ts';
import type { Notifying } from './features/lock/notifying.svelte.ts';
import { forgetReleases } from './forgetReleases.ts';
import { kept } from './keptChoice.ts';
import type { WorkerCalls } from './workerPort.ts';

/**
 * What the phone does for the page beyond showing it: it keeps the release and the reader's choices, and may say that something came.
 * All of it comes after what the screen needs, and only where there is a device: whoever merely opens a link leaves no trace.
 */
export class Phone {
    /** The release that runs here. */
    releases = $state.raw<Releases>();
    notifying = $state.raw<Notifying>();

    readonly #worker: WorkerCalls;
    readonly #register: (() => Promise<Registration>) | undefined;

    constructor(worker: WorkerCalls, register: (() => Promise<Registration>) | undefined) {
        this.#worker = worker;
        this.#register = register;
    }

    /** There is a device here. */
    async keep(): Promise<void> {
        remember(true);
        if (this.#register === undefined || this.releases !== undefined) {
            return;
        }
        const { Releases } = await import('./features/about/releases.svelte.ts');
        if (this.releases === undefined) {
            this.releases = new Releases(navigator.serviceWorker as ServiceWorkerContainer | undefined);
            await this.releases.keep(this.#register);
        }
    }

    /** There is no device here, or none any more. */
    async leaveNothing(): Promise<void> {
        remember(false);
        this.releases = undefined;
        await forgetReleases();
    }

    /** The device is open. */
    async listen(): Promise<void> {
        const { Notifying } = await import('./features/lock/notifying.svelte.ts');
        this.notifying ??= new Notifying(this.#worker);
        await this.notifying.load();
    }

    /** The device is locked: nothing is told of it. */
    lock(): void {
        this.notifying?.forget();
    }
}

function remember(here: boolean): void {
    Object.values(kept).forEach((choice) => choice.remember(here));
}
