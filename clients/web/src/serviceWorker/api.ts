/** Where the service worker is served. */
export const serviceWorkerPath = '/sw.js';

/** A release by the name and the number that people compare: the hash is the SHA-256 of its release.json, lower-case hex. */
export type ReleaseName = { readonly version: string; readonly hash: string };

/** What the page asks of a service worker, with a port for the answer. */
export type Question =
    /** Which release this worker brought and keeps whole; undefined while it does not. */
    | { readonly ask: 'release' }
    /** Starts the page from that release from now on: a person said so. True when it is done. */
    | { readonly ask: 'use' }
    /** These files of the release were loaded before the worker was there: those that are kept when first used are kept now. */
    | { readonly ask: 'keep'; readonly paths: readonly string[] };

/** What the other windows are told. */
export type Told = { readonly told: 'another-release' };
