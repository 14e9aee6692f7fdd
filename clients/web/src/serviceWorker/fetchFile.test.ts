import { afterEach, describe, expect, test, vi } from 'vitest';
import { fetchFile } from './fetchFile.ts';
import { hashOf } from './release.ts';

const honest = new TextEncoder().encode('export {};\n');
const policy = "default-src 'none'";
const wanted = { path: '/assets/plain-12345678.js', hash: await hashOf(honest), policy };

type Asked = { readonly path: string; readonly cache: RequestCache | undefined };

/** A relay, or what stands in its place, that gives one answer after the other. */
function served(...answers: readonly Response[]): readonly Asked[] {
    const asked: Asked[] = [];
    vi.stubGlobal('fetch', async (path: string, { cache }: RequestInit) => {
        asked.push({ path, cache });
        return answers[asked.length - 1] ?? Response.error();
    });
    return asked;
}

afterEach(() => vi.unstubAllGlobals());

describe('a file of the release', () => {
    test('is taken as it is, from the cache of the browser where it is there', async () => {
        const asked = served(new Response(honest, { headers: { 'content-type': 'text/javascript' } }));
        const file = await fetchFile(wanted);

        expect(new Uint8Array(await file.arrayBuffer())).toEqual(honest);
        expect(file.headers.get('content-type')).toBe('text/javascript');
        expect(asked).toEqual([{ path: wanted.path, cache: 'default' }]);
    });

    test('E01: comes with the policy of the release and sends the browser nowhere, whatever came with it', async () => {
        const headers = {
            'content-security-policy': "script-src *; connect-src 'self' https:",
            refresh: '0;url=https://elsewhere.example/',
            link: '</x>',
        };
        served(new Response(honest, { headers: { ...headers, 'referrer-policy': 'no-referrer' } }));
        const file = await fetchFile(wanted);

        expect(Object.fromEntries(file.headers)).toEqual({ 'content-security-policy': policy, 'referrer-policy': 'no-referrer' });
    });

    test('E01: that was changed is refused, once more without the cache of the browser, which may hold a changed one', async () => {
        const changed = (): Response => new Response('export {}; // changed\n');
        const asked = served(changed(), changed());
        await expect(fetchFile(wanted)).rejects.toThrow('is not the file of this release');
        expect(asked.map(({ cache }) => cache)).toEqual(['default', 'reload']);

        served(changed(), new Response(honest));
        expect((await fetchFile(wanted)).status).toBe(200);
    });

    test('that is not there is not taken, though the words of the refusal would fit', async () => {
        served(new Response(honest, { status: 404 }), new Response(honest, { status: 404 }));
        await expect(fetchFile(wanted)).rejects.toThrow('is not the file of this release');
    });
});
