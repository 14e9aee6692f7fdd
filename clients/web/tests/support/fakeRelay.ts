import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { parseRelayAddress, type RelayAddress } from '../../src/core/trust/relayAddress.ts';

type Socket = { send(text: string): void; terminate(): void; on(event: 'message', listener: (data: { toString(): string }) => void): void };
type SocketServing = {
    on(event: 'connection', listener: (socket: Socket) => void): void;
    on(event: 'listening', listener: () => void): void;
    address(): AddressInfo;
    close(done: () => void): void;
};

// The WebSocket server that SignalR's own client uses in Node; it has no types.
const { Server: SocketServer } = createRequire(import.meta.url)('ws') as { Server: new (options: object) => SocketServing };

const end = '\x1e';

/** What a fake relay does with a call: answers with this JSON, fails, or keeps silent. */
export type FakeAnswer = { readonly result: unknown } | { readonly error: string } | 'silence';

/** A hub that speaks SignalR's JSON protocol and answers as the test says. */
export class FakeRelay {
    readonly #server: SocketServing;
    readonly #sockets = new Set<Socket>();
    /** The calls that arrived, in order. */
    readonly calls: { readonly name: string; readonly request: unknown }[] = [];
    answer: (name: string, request: unknown) => FakeAnswer;

    private constructor(server: SocketServing, answer: FakeRelay['answer']) {
        this.#server = server;
        this.answer = answer;
        server.on('connection', (socket) => {
            this.#serve(socket);
        });
    }

    static async start(answer: FakeRelay['answer']): Promise<FakeRelay> {
        const server = new SocketServer({ host: '127.0.0.1', port: 0, path: '/relay' });
        await new Promise<void>((resolve) => {
            server.on('listening', resolve);
        });
        return new FakeRelay(server, answer);
    }

    get address(): RelayAddress {
        return parseRelayAddress(`http://127.0.0.1:${this.#server.address().port}`);
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
    }

    stop(): Promise<void> {
        this.cut();
        return new Promise((resolve) => {
            this.#server.close(resolve);
        });
    }

    #serve(socket: Socket): void {
        this.#sockets.add(socket);
        let isGreeted = false;
        socket.on('message', (data) => {
            for (const part of data.toString().split(end).slice(0, -1)) {
                if (isGreeted) this.#receive(socket, JSON.parse(part) as Invocation);
                else send(socket, {});
                isGreeted = true;
            }
        });
    }

    #receive(socket: Socket, { type, target, arguments: args, invocationId }: Invocation): void {
        if (type !== 1) return;
        const request = args[0];
        this.calls.push({ name: target, request });
        const answer = this.answer(target, request);
        if (answer !== 'silence') send(socket, { type: 3, invocationId, ...answer });
    }
}

type Invocation = {
    readonly type: number;
    readonly target: string;
    readonly arguments: readonly [unknown];
    readonly invocationId: string;
};

function send(socket: Socket, message: object): void {
    socket.send(JSON.stringify(message) + end);
}
