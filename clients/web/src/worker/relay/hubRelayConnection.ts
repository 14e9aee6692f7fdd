import type { HubConnection } from '@microsoft/signalr';
import { MalformedObjectException } from '../../core/cbor/malformedObjectException.ts';
import type { Heard, RelayConnection } from '../../core/connection/relayConnection.ts';
import { RelayRefused, WrongRelay, expectOk } from '../../core/connection/relayRefused.ts';
import { RelayUnreachable } from '../../core/connection/relayUnreachable.ts';
import { isWithinLimits } from '../../core/connection/requestSize.ts';
import type { RelayAddress } from '../../core/trust/relayAddress.ts';
import { Limits } from '../../core/wire/limits.ts';
import type { RelayId } from '../../core/wire/opaqueId.ts';
import type { ProofContext } from '../../core/wire/proofs/proofWriter.ts';
import { ProtocolVersion } from '../../core/wire/protocolVersion.ts';
import { RelayCode } from '../../core/wire/relayCode.ts';
import { relayEvents, relayHub, type HubCall, type HubReply, type HubRequest } from '../../core/wire/relayHub.ts';
import type { BlockedSockets } from './blockedSockets.ts';
import { buildHub } from './hubConnection.ts';

/**
 * Which relay to connect to, whichever answers where none is expected, what is known of the network, and how long the opening of a
 * connection and each call may take.
 */
type RelayTarget = {
    readonly address: RelayAddress;
    readonly expected: RelayId | undefined;
    readonly blocked: BlockedSockets;
    readonly timeout?: number;
};

const defaultTimeout = 30_000;

/** How long a WebSocket may take, at most half of what a connection may: some networks neither let it through nor refuse it. */
const socketTimeout = 10_000;

type Listeners = { readonly rung: () => void; readonly heard: Heard };

/** A connection over SignalR. */
export class HubRelayConnection implements RelayConnection {
    readonly #hub: HubConnection;
    readonly #timeout: number;
    #context: ProofContext | undefined;
    #isClosed = false;

    private constructor(hub: HubConnection, timeout: number, { rung, heard }: Listeners) {
        this.#hub = hub;
        this.#timeout = timeout;
        for (const event of ['LetterArrived', 'ItemsStored'] satisfies readonly (keyof typeof relayEvents)[]) hub.on(event, rung);
        hub.on('Whispered' satisfies keyof typeof relayEvents, (...whisper: readonly unknown[]) => {
            hear(whisper, heard);
        });
        hub.onclose(() => {
            this.#isClosed = true;
            rung();
        });
    }

    /** Opens a connection to the expected installation; nothing but Hello is said to another. */
    static async open(target: RelayTarget, rung: () => void, heard: Heard): Promise<HubRelayConnection> {
        const connection = await HubRelayConnection.#start(target, { rung, heard });
        try {
            const hello = expectOk(await connection.call('Hello', { version: ProtocolVersion.current }));
            if (target.expected !== undefined && hello.relay !== target.expected) throw new WrongRelay();
            connection.#context = { relay: hello.relay, nonce: hello.nonce };
            return connection;
        } catch (failure) {
            connection.close();
            throw failure;
        }
    }

    // A browser does not say why a WebSocket did not open, so that polling is tried whatever the reason; what the relay answers to
    // Hello it would answer again.
    static async #start(target: RelayTarget, listeners: Listeners): Promise<HubRelayConnection> {
        const { blocked, timeout = defaultTimeout } = target;
        const patience = Math.min(socketTimeout, timeout / 2);
        if (!blocked.areKnown) {
            const started = HubRelayConnection.#startBy(false, target, { timeout, patience }, listeners);
            const bySocket = await started.catch((failure: unknown) => {
                if (!(failure instanceof RelayUnreachable)) throw failure;
            });
            if (bySocket) return bySocket;
        }
        blocked.forget();
        const polling = await HubRelayConnection.#startBy(true, target, { timeout, patience: timeout - patience }, listeners);
        blocked.remember();
        return polling;
    }

    static async #startBy(
        isPolling: boolean,
        target: RelayTarget,
        times: { readonly timeout: number; readonly patience: number },
        listeners: Listeners,
    ): Promise<HubRelayConnection> {
        const hub = await loaded(() => buildHub(target.address + ProtocolVersion.hubPath, isPolling));
        const connection = new HubRelayConnection(hub, times.timeout, listeners);
        const starting = hub.start().catch((cause: unknown) => {
            throw new RelayUnreachable('not-connected', cause);
        });
        await connection.#within(starting, times.patience);
        return connection;
    }

    get context(): ProofContext {
        if (!this.#context) throw new TypeError('Hello comes first');
        return this.#context;
    }

    get isClosed(): boolean {
        return this.#isClosed;
    }

    // Nothing is awaited before the invocation: it is where overlapping calls get their order.
    call<Call extends HubCall>(name: Call, request: HubRequest<Call>): Promise<HubReply<Call>> {
        if (!isWithinLimits(name, request)) return Promise.reject(new RelayRefused(RelayCode.tooLarge));
        if (this.#isClosed) return Promise.reject(new RelayUnreachable('cut'));
        const codec = relayHub[name];
        const answer = this.#hub.invoke<unknown>(name, codec.request.write(request as never)).then(
            (json) => readReply(codec.reply.read, json) as HubReply<Call>,
            (cause: unknown) => {
                throw new RelayUnreachable(this.#isClosed ? 'cut' : 'failed', cause);
            },
        );
        return this.#within(answer, this.#timeout);
    }

    // What stops the connection is not waited for: a socket that hangs while it opens ends when the browser gives it up.
    close(): void {
        this.#isClosed = true;
        this.#hub.stop().catch(() => undefined);
    }

    /** Ends the connection when something takes too long. */
    #within<T>(work: Promise<T>, time: number): Promise<T> {
        return new Promise((resolve, reject) => {
            const limit = setTimeout(() => {
                this.close();
                reject(new RelayUnreachable('timeout'));
            }, time);
            work.then(resolve, reject).finally(() => {
                clearTimeout(limit);
            });
        });
    }
}

/** Hands on a whisper; what is none is passed over. */
function hear(whisper: readonly unknown[], heard: Heard): void {
    const [channel, epoch, bytes] = relayEvents.Whispered;
    try {
        const sealed = bytes.read(whisper[2]);
        if (sealed.length <= Limits.whisperBytes) heard(channel.read(whisper[0]), epoch.read(whisper[1]), sealed);
    } catch (refused) {
        if (!(refused instanceof MalformedObjectException)) throw refused;
    }
}

function readReply<T>(read: (json: unknown) => T, json: unknown): T {
    try {
        return read(json);
    } catch (cause) {
        throw new RelayUnreachable('failed', cause);
    }
}

async function loaded<T>(load: () => Promise<T>): Promise<T> {
    try {
        return await load();
    } catch (cause) {
        // The chunk did not load: there is no network, or the release is gone from the server.
        throw new RelayUnreachable('not-connected', cause);
    }
}
