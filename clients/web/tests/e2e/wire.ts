import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Relay } from './relay.ts';
import type { Running, Stage } from './stage.ts';

/** What went over one connection. */
type Talk = { readonly fromBrowser: Buffer[]; readonly fromRelay: Buffer[] };

/**
 * The line between one browser and the relay. It keeps every byte (Chromium's own tools do not show the sockets of a worker), and it
 * can be cut, as no emulation does with a socket that is open.
 */
export class Wire implements Running {
    readonly #relay: URL;
    readonly #server: Server;
    readonly #sockets = new Set<Socket>();
    readonly #talks: Talk[] = [];
    #isCut = false;
    #blocksSockets = false;
    #refused = 0;

    private constructor(relay: Pick<Relay, 'url'>) {
        this.#relay = new URL(relay.url);
        this.#server = createServer((socket) => this.#join(socket));
    }

    static async lay(stage: Stage, relay: Pick<Relay, 'url'>): Promise<Wire> {
        const wire = stage.add(new Wire(relay));
        wire.#server.listen(0, '127.0.0.1');
        await once(wire.#server, 'listening');
        return wire;
    }

    /** Leads a browser's connections to the relay over this line; the page does not notice. */
    get flag(): string {
        const address = this.#server.address();
        const port = address === null || typeof address === 'string' ? 0 : address.port;
        return `--host-resolver-rules=MAP ${this.#relay.host} 127.0.0.1:${port}`;
    }

    /** Ends what is open and lets nothing through. */
    cut(): void {
        this.#isCut = true;
        for (const socket of this.#sockets) {
            socket.destroy();
        }
    }

    mend(): void {
        this.#isCut = false;
    }

    /** Ends what is open and lets no web socket through from now on, as some networks do. */
    blockSockets(): void {
        this.#blocksSockets = true;
        this.cut();
        this.mend();
    }

    /** Web sockets let through and refused, and connections that carried polls. */
    get seen(): { readonly sockets: number; readonly refused: number; readonly polls: number } {
        const heads = this.#talks.map(({ fromBrowser }) => Buffer.concat(fromBrowser));
        const polls = heads.filter((head) => head.includes('GET /relay?id=') && !isUpgrade(head)).length;
        return { sockets: heads.filter(isUpgrade).length, refused: this.#refused, polls };
    }

    /** Everything as it went, and what web sockets carried taken out of its frames. */
    heard(): { readonly raw: Buffer; readonly spoken: Buffer; readonly frames: number } {
        const sides = this.#talks.flatMap(({ fromBrowser, fromRelay }) => [Buffer.concat(fromBrowser), Buffer.concat(fromRelay)]);
        const frames = sides.filter(isUpgrade).flatMap(payloads);
        return { raw: Buffer.concat(sides), spoken: Buffer.concat(frames), frames: frames.length };
    }

    async end(): Promise<readonly string[]> {
        this.cut();
        this.#server.close();
        await once(this.#server, 'close');
        return [];
    }

    #join(browser: Socket): void {
        if (this.#isCut) {
            browser.destroy();
            return;
        }
        if (!this.#blocksSockets) {
            this.#lead(browser);
            return;
        }
        this.#sockets.add(browser);
        browser.on('error', () => browser.destroy());
        browser.once('data', (head: Buffer) => {
            if (isUpgrade(head)) {
                this.#refused++;
                browser.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
                return;
            }
            browser.pause();
            browser.unshift(head);
            this.#lead(browser);
        });
    }

    #lead(browser: Socket): void {
        const talk: Talk = { fromBrowser: [], fromRelay: [] };
        this.#talks.push(talk);
        const relay = connect(Number(this.#relay.port), this.#relay.hostname);
        for (const [from, to, kept] of [
            [browser, relay, talk.fromBrowser],
            [relay, browser, talk.fromRelay],
        ] as const) {
            this.#sockets.add(from);
            from.on('data', (bytes: Buffer) => kept.push(bytes));
            from.on('error', () => to.destroy());
            from.on('close', () => {
                this.#sockets.delete(from);
                to.destroy();
            });
            from.pipe(to);
        }
    }
}

function isUpgrade(side: Buffer): boolean {
    const head = side.subarray(0, headLength(side)).toString('latin1').toLowerCase();
    return head.includes('upgrade: websocket');
}

function headLength(side: Buffer): number {
    const at = side.indexOf('\r\n\r\n');
    return at < 0 ? side.length : at + 4;
}

/** The payloads of one direction's frames (RFC 6455 §5.2); what a killed connection cut off is left out. */
function payloads(side: Buffer): readonly Buffer[] {
    const found: Buffer[] = [];
    let at = headLength(side);
    while (at + 2 <= side.length) {
        const isMasked = (side.readUInt8(at + 1) & 0x80) !== 0;
        const short = side.readUInt8(at + 1) & 0x7f;
        const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
        const start = at + 2 + lengthBytes + (isMasked ? 4 : 0);
        if (start > side.length) {
            break;
        }
        const length = short === 126 ? side.readUInt16BE(at + 2) : short === 127 ? Number(side.readBigUInt64BE(at + 2)) : short;
        const payload = Buffer.from(side.subarray(start, start + length));
        if (isMasked) {
            const mask = side.subarray(start - 4, start);
            payload.forEach((byte, index) => (payload[index] = byte ^ (mask[index % 4] as number)));
        }
        found.push(payload);
        at = start + length;
    }
    return found;
}
