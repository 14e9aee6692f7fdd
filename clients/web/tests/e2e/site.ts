import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';
import type { Running, Stage } from './stage.ts';

const web = join(import.meta.dirname, '..', '..');
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json' };

/** The relay's content policy, out of its source. */
function productPolicy(): string {
    const source = readFileSync(join(web, '../../src/SecureDialogue.Server/Web/ContentSecurity.cs'), 'utf8');
    const [, text] = /string Policy =([^]*?");\s/.exec(source) ?? [];
    const policy = [...(text ?? '').matchAll(/"([^"]*)"/g)].map(([, part]) => part).join('');
    if (!policy.startsWith("default-src 'none'; script-src 'self';")) throw new Error('the policy was not found in its source');
    return policy;
}

/** Modules and data on loopback under the policy of the product, for code that is no part of it. */
export class Site implements Running {
    readonly #server: Server;
    readonly #files = new Map<string, string>();
    readonly #stage: Stage;

    private constructor(stage: Stage) {
        const headers = {
            'content-security-policy': productPolicy(),
            'cross-origin-opener-policy': 'same-origin',
            'cross-origin-embedder-policy': 'require-corp',
            'x-content-type-options': 'nosniff',
        };
        this.#stage = stage;
        this.#server = createServer(({ url = '' }, response) => {
            const file = this.#files.get(url);
            response.writeHead(file === undefined ? 404 : 200, { ...headers, 'content-type': types[extname(url)] ?? 'text/html' });
            response.end(file === undefined ? '' : readFileSync(file));
        });
    }

    static async start(stage: Stage): Promise<Site> {
        const site = stage.add(new Site(stage));
        site.#server.listen(0, '127.0.0.1');
        await once(site.#server, 'listening');
        return site;
    }

    get url(): string {
        const address = this.#server.address();
        return `http://127.0.0.1:${address === null || typeof address === 'string' ? 0 : address.port}`;
    }

    /** Serves a file of this machine at a path. */
    serve(path: string, file: string): void {
        this.#files.set(path, file);
    }

    /** Serves a module of `tests` with everything it imports, as one minified file, which it names. */
    bundle(path: string, entry: string): string {
        const file = this.#stage.in('site', path.slice(1));
        execFileSync('node', ['build/bundle.js', join('tests', entry), file], { cwd: web, stdio: ['ignore', 'ignore', 'inherit'] });
        this.serve(path, file);
        return file;
    }

    async end(): Promise<readonly string[]> {
        this.#server.closeAllConnections();
        this.#server.close();
        await once(this.#server, 'close');
        return [];
    }
}
