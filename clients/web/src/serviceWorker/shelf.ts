import { hashOf, languageOf, list, page, type Release } from './release.ts';
import { KeptRelease } from './keptRelease.ts';

/** A cache with one entry: the name of the release that the page starts from. */
const chosenCache = 'chosen';
const chosenEntry = '/chosen';

/**
 * The releases that are kept on this device. Browsers replace a worker once its last window is closed, without asking anybody: so which
 * release the page starts from is not the worker's that is running but the one that a person chose, and the first one of all.
 */
export class Shelf {
    readonly #release: Release;
    #own: Promise<KeptRelease> | undefined;

    constructor(release: Release) {
        this.#release = release;
    }

    /** The release that this worker brought. */
    own(): Promise<KeptRelease> {
        this.#own ??= hashOf(new TextEncoder().encode(JSON.stringify(this.#release))).then((hash) => new KeptRelease(`release ${hash}`));
        return this.#own;
    }

    /** The release that the page starts from; undefined before there is one. */
    async chosen(): Promise<KeptRelease | undefined> {
        const name = await (await caches.match(chosenEntry, { cacheName: chosenCache }))?.text();
        return name === undefined ? undefined : new KeptRelease(name);
    }

    /** Fetches the own release as a whole, with the words of the languages that were used before. */
    async fill(): Promise<void> {
        const before = await this.chosen();
        await (await this.own()).fill(this.#release, new Set(await before?.languages()));
    }

    /** Starts the page from the own release from now on. */
    async choose(): Promise<void> {
        const { name } = await this.own();
        await (await caches.open(chosenCache)).put(chosenEntry, new Response(name));
    }

    /** Keeps the words that the page had loaded before. */
    async keep(paths: readonly string[]): Promise<void> {
        const release = await this.chosen();
        for (const path of paths) if (languageOf(path) !== undefined) await release?.take(path);
    }

    /** A file of the page as it is kept; what is not in its release is the relay's to answer, and is not kept. */
    async answer(request: Request): Promise<Response> {
        const { pathname } = new URL(request.url);
        const path = pathname === '/' ? page : pathname;
        const release = await this.chosen();
        // Another window may still run on a release before: its pieces have names of their own.
        const isPiece = path !== page && path !== list;
        try {
            return (await release?.take(path)) ?? (isPiece ? await caches.match(path) : undefined) ?? (await fetch(request));
        } catch {
            return Response.error();
        }
    }

    /** Drops the releases that nothing can ask for any more. */
    async sweep(): Promise<void> {
        const chosen = await this.chosen();
        const used = [chosenCache, chosen?.name, (await this.own()).name];
        for (const name of await caches.keys()) if (!used.includes(name)) await caches.delete(name);
    }
}
