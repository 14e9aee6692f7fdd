import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { parseRelayAddress, type RelayAddress } from '../../src/core/trust/relayAddress.ts';

type Socket = { send(text: string): void; terminate(): void; on(event: 'message', listener: (data: { toString(): string }) => void): void };
type SocketServing = { handleUpgrade(request: IncomingMessage, line: Duplex, head: Buffer, done: (socket: Socket) => void): void };

// The WebSocket server that SignalR's own client uses in Node; it has no types.
const { Server: SocketServer } = createRequire(import.meta.url)('ws') as { Server: new (options: object) => SocketServing };

const end = '\x1e';

/** What a fake relay does with a call: answers with this JSON, fails, or keeps silent. */
export type FakeAnswer = { readonly result: unknown } | { readonly error: string } | 'silence';

/** A hub that speaks SignalR's JSON protocol, over sockets and by polling, and answers as the test says. */
export class FakeRelay {
    readonly #server: Server;
    readonly #sockets = new Set<Pick<Socket, 'send' | 'terminate'>>();
    readonly #lines = new Set<Duplex>();
    readonly #polling = new Map<string, Polling>();
    /** The calls that arrived, in order. */
    readonly calls: { readonly name: string; readonly request: unknown }[] = [];
    answer: (name: string, request: unknown) => FakeAnswer;
    /** What the network does with a WebSocket. */
    sockets: 'pass' | 'refuse' | 'swallow' = 'pass';
    /** WebSockets that were asked for, and negotiations. */
    readonly seen = { sockets: 0, negotiations: 0 };

    private constructor(answer: FakeRelay['answer']) {
        this.answer = answer;
        const serving = new SocketServer({ noServer: true });
        this.#server = createServer((request, response) => {
            void this.#poll(request, response);
        });
        this.#server.on('connection', (line) => this.#lines.add(line));
        this.#server.on('upgrade', (request, line: Duplex, head: Buffer) => {
            this.seen.sockets++;
            if (this.sockets === 'refuse') line.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
            if (this.sockets === 'pass')
                serving.handleUpgrade(request, line, head, (socket) => {
                    const receive = this.#greet(socket);
                    socket.on('message', (data) => {
                        receive(data.toString());
                    });
                });
        });
    }

    static async start(answer: FakeRelay['answer']): Promise<FakeRelay> {
        const relay = new FakeRelay(answer);
        await new Promise<void>((resolve) => {
            relay.#server.listen(0, '127.0.0.1', resolve);
        });
        return relay;
    }

    get address(): RelayAddress {
        return parseRelayAddress(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`);
    }

    /** How many connections there are. */
    get connections(): number {
        return this.#sockets.size;
    }

    push(event: string, ...args: readonly unknown[]): void {
        for (const socket of this.#sockets) send(socket, { type: 1, target: event, arguments: args });
    }

    /** Cuts all connections off. */
    cut(): void {
        for (const socket of this.#sockets) socket.terminate();
        this.#sockets.clear();
        for (const line of this.#lines) line.destroy();
        this.#lines.clear();
    }

    stop(): Promise<void> {
        this.cut();
        return new Promise((resolve) => {
            this.#server.close(() => {
                resolve();
            });
        });
    }

    async #poll(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const id = new URL(request.url ?? '', 'http://relay').searchParams.get('id');
        if (id === null) {
            const connectionToken = `polling-${++this.seen.negotiations}`;
            const polling = new Polling();
            this.#polling.set(connectionToken, polling);
            polling.receive = this.#greet(polling);
            const availableTransports = [{ transport: 'LongPolling', transferFormats: ['Text'] }];
            response.end(JSON.stringify({ negotiateVersion: 1, connectionId: 'x', connectionToken, availableTransports }));
            return;
        }
        const polling = this.#polling.get(id);
        if (request.method === 'GET') polling?.take(response);
        else {
            const parts: Buffer[] = [];
            for await (const part of request) parts.push(part as Buffer);
            polling?.receive(Buffer.concat(parts).toString());
            response.end();
        }
    }

    /** What is done with the text that comes over a connection. */
    #greet(socket: Pick<Socket, 'send' | 'terminate'>): (text: string) => void {
        this.#sockets.add(socket);
        let isGreeted = false;
        return (text) => {
            for (const part of text.split(end).slice(0, -1)) {
                if (isGreeted) this.#receive(socket, JSON.parse(part) as Invocation);
                else send(socket, {});
                isGreeted = true;
            }
        };
    }

    #receive(socket: Pick<Socket, 'send'>, { type, target, arguments: args, invocationId }: Invocation): void {
        if (type !== 1) return;
        const request = args[0];
        this.calls.push({ name: target, request });
        const answer = this.answer(target, request);
        if (answer !== 'silence') send(socket, { type: 3, invocationId, ...answer });
    }
}

/** A connection made of requests. */
class Polling {
    #waiting: ServerResponse | undefined;
    #kept = '';
    #isBegun = false;
    receive: (text: string) => void = () => undefined;

    send(text: string): void {
        this.#kept += text;
        this.#flush();
    }

    terminate(): void {
        this.#waiting?.destroy();
    }

    /** The first poll is answered at once. */
    take(response: ServerResponse): void {
        this.#waiting = response;
        if (this.#isBegun) this.#flush();
        else response.end();
        this.#isBegun = true;
    }

    #flush(): void {
        if (this.#kept === '' || this.#waiting === undefined || this.#waiting.writableEnded) return;
        this.#waiting.end(this.#kept);
        this.#kept = '';
    }
}

type Invocation = {
    readonly type: number;
    readonly target: string;
    readonly arguments: readonly [unknown];
    readonly invocationId: string;
};

function send(socket: Pick<Socket, 'send'>, message: object): void {
    socket.send(JSON.stringify(message) + end);
}
