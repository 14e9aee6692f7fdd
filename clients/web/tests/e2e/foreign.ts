import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Running, Stage } from './stage.ts';

/** Somebody else's web server, which answers everybody who asks and counts them. */
export class ForeignHost implements Running {
    readonly #server: Server;
    #asked = 0;

    private constructor() {
        this.#server = createServer((request, response) => {
            this.#asked++;
            const framed = new URL(request.url ?? '/', this.url).searchParams.get('frame');
            response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'access-control-allow-origin': '*' });
            response.end(framed === null ? '<p>foreign</p>' : `<iframe src="${framed}"></iframe>`);
        });
    }

    static async start(stage: Stage): Promise<ForeignHost> {
        const host = stage.add(new ForeignHost());
        host.#server.listen(0, '127.0.0.1');
        await once(host.#server, 'listening');
        return host;
    }

    get url(): string {
        const address = this.#server.address();
        return `http://127.0.0.1:${address === null || typeof address === 'string' ? 0 : address.port}`;
    }

    /** How many requests came. */
    get asked(): number {
        return this.#asked;
    }

    async end(): Promise<readonly string[]> {
        this.#server.closeAllConnections();
        this.#server.close();
        await once(this.#server, 'close');
        return [];
    }
}
