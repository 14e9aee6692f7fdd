import { serviceWorkerPath, type ReleaseName } from './api.ts';
import { fetchFile } from './fetchFile.ts';
import { hashOf, languageOf, list, page, textOf, type Release } from './release.ts';

/** So many files are fetched at a time, so that what somebody does meanwhile comes through on a slow line. */
const atOnce = 4;

/** A release in a cache of its own. Nothing else is ever put there. */
export class KeptRelease {
    /** The cache's name. */
    readonly name: string;

    constructor(name: string) {
        this.name = name;
    }

    /** A file that is kept. */
    find(path: string): Promise<Response | undefined> {
        return caches.match(path, { cacheName: this.name });
    }

    /** What the release is made of; undefined until all of it is here. */
    async release(): Promise<Release | undefined> {
        return (await (await this.find(list))?.json()) as Release | undefined;
    }

    async releaseName(): Promise<ReleaseName | undefined> {
        const text = await (await this.find(list))?.text();
        if (text === undefined) return undefined;
        return { version: (JSON.parse(text) as Release).version, hash: await hashOf(new TextEncoder().encode(text)) };
    }

    /**
     * Fetches what is missing: every file but the words of languages that nobody used, and the list last, so that a release with a list
     * is whole. What an attempt before this one kept is not fetched again.
     * @throws Error when a file is not the one in the list.
     */
    async fill(release: Release, languages: ReadonlySet<string>): Promise<void> {
        const isWanted = (path: string): boolean => {
            const language = languageOf(path);
            return language === undefined || languages.has(language);
        };
        const paths = Object.keys(release.files).filter(isWanted).values();
        const work = async (): Promise<void> => {
            for (const path of paths) await this.#keep(release, path);
        };
        await Promise.all(Array.from({ length: atOnce }, work));
        if ((await this.find(list)) !== undefined) return;
        // The hash that people compare is of the whole list. Whoever serves another worker here makes it a hash that nobody published.
        const own = await fetch(serviceWorkerPath, { cache: 'no-cache', redirect: 'error' });
        if (!own.ok) throw new Error('the service worker is not there');
        const text = textOf(release, await hashOf(new Uint8Array(await own.arrayBuffer())));
        const headers = { 'content-type': 'application/json', 'content-security-policy': release.contentSecurityPolicy };
        await (await caches.open(this.name)).put(list, new Response(text, { headers }));
    }

    /** A file of the release for the page; undefined when the release has none of that name. Words of a language are kept with it. */
    async take(path: string): Promise<Response | undefined> {
        const kept = await this.find(path);
        if (kept !== undefined) return kept;
        const release = await this.release();
        if (release === undefined || !Object.hasOwn(release.files, path) || path === page) return undefined;
        await this.#keep(release, path);
        return this.find(path);
    }

    /** The languages whose words are here. */
    async languages(): Promise<readonly string[]> {
        if (!(await caches.has(this.name))) return [];
        const kept = await (await caches.open(this.name)).keys();
        return kept.flatMap(({ url }) => languageOf(new URL(url).pathname) ?? []);
    }

    async #keep(release: Release, path: string): Promise<void> {
        if ((await this.find(path)) !== undefined) return;
        const hash = release.files[path];
        if (hash === undefined) throw new Error(`${path} is no file of this release`);
        const file = await fetchFile({ path, hash, policy: release.contentSecurityPolicy });
        await (await caches.open(this.name)).put(path, file);
    }
}
