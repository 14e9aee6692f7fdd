import { serviceWorkerPath } from './api.ts';

/** What release.json says: every file with its SHA-256 in lower-case hex, and the content policy that all come with. */
export type Release = {
    readonly name: string;
    readonly version: string;
    readonly contentSecurityPolicy: string;
    readonly files: Readonly<Record<string, string>>;
};

/** The page's own file, which is asked for as `/`. */
export const page = '/index.html';

/** The list, under which its release is found again. */
export const list = '/release.json';

/** The bytes of release.json. The worker's file is not in the list that it carries, because no file holds its own hash: it is added here. */
export function textOf(release: Release, worker: string): string {
    const files = Object.entries({ ...release.files, [serviceWorkerPath]: worker }).sort(([one], [other]) => (one < other ? -1 : 1));
    return `${JSON.stringify({ ...release, files: Object.fromEntries(files) }, undefined, 2)}\n`;
}

/** A phone reads one language: the words of the others are kept when they are first used. */
export const languageOf = (path: string): string | undefined => /^\/assets\/([a-z]{2})(?:\.first)?-[\w-]{8}\.js$/.exec(path)?.[1];

/** SHA-256 in lower-case hex. */
export async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
