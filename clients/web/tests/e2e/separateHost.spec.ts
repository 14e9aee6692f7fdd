import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { extname, join, normalize } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { BrowserPerson } from './browser.ts';
import { CliPerson } from './cli.ts';
import { Relay } from './relay.ts';
import { wordsIn } from './screen.ts';
import { built, type Running, Stage } from './stage.ts';
import { WebPerson } from './webPerson.ts';

const types: Readonly<Record<string, string>> = {
    '.html': 'text/html',
    '.js': 'text/javascript',
    '.css': 'text/css',
    '.json': 'application/json',
};

/** The built page at an address of its own, as docs/release.md says: the same files, a policy that names the relay, and relay.json. */
class PageHost implements Running {
    readonly #server: Server;
    relay = '';

    private constructor() {
        const policy = readFileSync(join(import.meta.dirname, '../../content-security-policy.txt'), 'utf8').trim();
        this.#server = createServer(({ url: path = '/' }, response) => {
            const named = (text: string) =>
                text.replace("connect-src 'self'", `connect-src 'self' ${this.relay} ${this.relay.replace('http', 'ws')}`);
            response.setHeader('content-security-policy', named(policy));
            response.setHeader('content-type', types[extname(path)] ?? 'text/html');
            response.setHeader('cross-origin-opener-policy', 'same-origin');
            response.setHeader('cross-origin-embedder-policy', 'require-corp');
            if (path === '/relay.json') return response.end(JSON.stringify({ relays: [this.relay] }));
            const file = join(built('publish/SecureDialogue.Server/release/wwwroot'), normalize(path === '/' ? '/index.html' : path));
            // A release built with this policy has it in the service worker, which puts it on every file that it keeps.
            return response.end(path === '/sw.js' ? named(readFileSync(file, 'utf8')) : readFileSync(file));
        });
    }

    static async start(stage: Stage): Promise<PageHost> {
        const host = stage.add(new PageHost());
        host.#server.listen(0, '127.0.0.1');
        await once(host.#server, 'listening');
        return host;
    }

    get url(): string {
        const address = this.#server.address();
        return `http://127.0.0.1:${address === null || typeof address === 'string' ? 0 : address.port}`;
    }

    async end(): Promise<readonly string[]> {
        this.#server.closeAllConnections();
        await new Promise((closed) => this.#server.close(closed));
        return [];
    }
}

const stage = new Stage();

afterAll(() => stage.end());

it('a page from another host works with a relay that names it, and with no other', async () => {
    const host = await PageHost.start(stage);
    const relay = await Relay.start(stage, { WebDirectory: '', 'WebOrigins:0': host.url });
    host.relay = relay.url;
    const ingrid = new CliPerson(stage, 'Ingrid');
    await ingrid.found(relay);
    const invite = async () => (await ingrid.invite()).replace(relay.url, host.url);

    const sana = await WebPerson.open(stage, { url: host.url }, 'Sana', { shape: 'phone', locale: 'en' });
    await sana.arrive(await invite());
    await sana.ask();
    await ingrid.admit('Sana');
    await sana.page.locator('#dialogue-title').waitFor({ timeout: 60_000 });
    await ingrid.createChannel('Plenary');
    await sana.enter('Plenary');
    await sana.say('From another host');
    await expect
        .poll(async () => (await ingrid.read('Plenary')).map(({ text }) => text), { timeout: 30_000 })
        .toContain('From another host');
    await sana.returnTo('Plenary');
    expect((await sana.lines()).map(({ text }) => text)).toContain('From another host');

    // The relay's own page is not there, and a page that nobody named gets no answer.
    const stranger = await BrowserPerson.open(stage, 'stranger', { shape: 'desktop', locale: 'en' });
    stranger.announce(/404|403|WebSocket|net::ERR_ABORTED/);
    const answer = await stranger.page.goto(relay.url);
    expect([answer?.status(), await answer?.text()]).toEqual([404, expect.stringContaining(host.url)]);
    const unnamed = await PageHost.start(stage);
    unnamed.relay = relay.url;
    const opens = async (page: string) => {
        await stranger.page.goto(page);
        return stranger.page.evaluate(
            (url) =>
                new Promise((done) => {
                    const socket = new WebSocket(url);
                    socket.onopen = () => done('open');
                    socket.onerror = () => done('refused');
                }),
            `${relay.url.replace('http', 'ws')}/relay`,
        );
    };
    expect([await opens(host.url), await opens(unnamed.url)]).toEqual(['open', 'refused']);

    // A page follows a link to the relays that its host names, and to no other.
    unnamed.relay = 'http://127.0.0.1:9';
    await stranger.page.goto((await ingrid.invite()).replace(relay.url, unnamed.url));
    await stranger.page.getByText(wordsIn('en')('problem.bad-link.what')).waitFor();
});
