import { hashOf, page } from './release.ts';

/** Headers that are kept as they came. Nothing that could send the browser elsewhere is among them. */
const keptHeaders = [
    'content-type',
    'cross-origin-embedder-policy',
    'cross-origin-opener-policy',
    'cross-origin-resource-policy',
    'permissions-policy',
    'referrer-policy',
    'x-content-type-options',
];

/** What a file of the release must be. */
export type Wanted = { readonly path: string; readonly hash: string; readonly policy: string };

/**
 * A file from the relay, if it is the one in the list; what was fetched for the page already is taken from the browser's cache. The
 * content policy is the release's, whatever came with the file.
 * @throws Error when it is another file, or none.
 */
export async function fetchFile(wanted: Wanted): Promise<Response> {
    // A file that was changed on its way can lie in the browser's cache for a year: then once more without it.
    const found = (await attempt(wanted, 'default')) ?? (await attempt(wanted, 'reload'));
    if (found === undefined) throw new Error(`${wanted.path} is not the file of this release`);
    return found;
}

async function attempt({ path, hash, policy }: Wanted, cache: RequestCache): Promise<Response | undefined> {
    const answer = await fetch(path === page ? '/' : path, { cache, redirect: 'error' });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (!answer.ok || (await hashOf(bytes)) !== hash) return undefined;
    const kept = keptHeaders.flatMap((name): [string, string][] => {
        const value = answer.headers.get(name);
        return value === null ? [] : [[name, value]];
    });
    return new Response(bytes, { headers: [...kept, ['content-security-policy', policy]] });
}
