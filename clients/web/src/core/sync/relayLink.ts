import type { Dial, Heard, RelayConnection } from '../connection/relayConnection.ts';
import { expectOk } from '../connection/relayRefused.ts';
import { RelayUnreachable } from '../connection/relayUnreachable.ts';
import type { MailboxKeys } from '../devices/mailboxKeys.ts';
import { signEd25519 } from '../trust/ed25519.ts';
import type { ChannelId } from '../wire/opaqueId.ts';
import { openMailboxProof } from '../wire/proofs/proofs.ts';

type Purpose = 'mailbox' | 'channels';

/**
 * The connections to the relay, opened when first needed and again when they were cut: one for the mailbox, one for channels, and one
 * for each use of the management key. They are never one, so that the relay is not told which mailbox reads which channel (design: a
 * seized relay links nobody).
 */
export class RelayLink {
    readonly #dial: Dial;
    readonly #rung: () => void;
    readonly #heard: Heard;
    readonly #connections = new Map<Purpose, Promise<RelayConnection>>();
    readonly #proven = new Map<ChannelId, bigint>();
    readonly #opened = new Set<RelayConnection>();
    /** End the waiting for dials that are under way, and connections for one call. */
    readonly #ends = new Set<() => void>();
    #provenOn: RelayConnection | undefined;
    #openedOn: RelayConnection | undefined;
    #isClosed = false;

    /** Key packages in the own mailbox, as the relay said when it was opened. */
    packagesLeft = 0;

    constructor(dial: Dial, rung: () => void, heard: Heard) {
        this.#dial = dial;
        this.#rung = rung;
        this.#heard = heard;
    }

    /** The connection that drops letters and fetches packages; the own mailbox need not be open on it. */
    letters(): Promise<RelayConnection> {
        return this.#alive('mailbox');
    }

    /** The same connection, with the own mailbox open on it. */
    async mailbox(keys: MailboxKeys): Promise<RelayConnection> {
        const connection = await this.letters();
        if (this.#openedOn !== connection) {
            const request = { mailbox: keys.id };
            const signature = await signEd25519(keys.ownerSeed, openMailboxProof(connection.context, request));
            this.packagesLeft = expectOk(await connection.call('OpenMailbox', { ...request, signature })).packages;
            this.#openedOn = connection;
        }
        return connection;
    }

    /** The connection that proves, posts and reads. */
    async channels(): Promise<RelayConnection> {
        const connection = await this.#alive('channels');
        if (this.#provenOn !== connection) {
            this.#provenOn = connection;
            this.#proven.clear();
        }
        return connection;
    }

    /** A connection for what the management key signs, ended after it: it knows neither mailbox nor channel. */
    async dialogues(work: (connection: RelayConnection) => Promise<void>): Promise<void> {
        // Nobody reads on it, so that its end is no news.
        const connection = await this.#dialled(() => undefined);
        const end = (): void => {
            connection.close();
        };
        this.#ends.add(end);
        try {
            if (this.#isClosed) throw new RelayUnreachable('cut');
            await work(connection);
        } finally {
            this.#ends.delete(end);
            end();
        }
    }

    /** The epoch that the channels connection has proven of a channel. */
    proven(channel: ChannelId): bigint | undefined {
        return this.#proven.get(channel);
    }

    /** Remembers a proof, or forgets it. */
    remember(channel: ChannelId, epoch: bigint | undefined): void {
        if (epoch === undefined) this.#proven.delete(channel);
        else this.#proven.set(channel, epoch);
    }

    /** Whether a connection was cut and not opened again yet. */
    get isCut(): boolean {
        return [...this.#opened].some((connection) => connection.isClosed);
    }

    /** Cuts all connections and what is being dialled at once; none is opened again. */
    close(): void {
        this.#isClosed = true;
        for (const end of this.#ends) end();
        for (const connection of this.#connections.values()) cut(connection);
    }

    async #alive(purpose: Purpose): Promise<RelayConnection> {
        const held = this.#connections.get(purpose);
        const connection = await held?.catch(() => undefined);
        if (this.#isClosed) throw new RelayUnreachable('cut');
        if (connection && !connection.isClosed) return connection;
        // Whoever waited for the same dead connection dials once.
        if (this.#connections.get(purpose) !== held) return this.#alive(purpose);
        if (connection) this.#opened.delete(connection);
        const fresh = this.#dialled(this.#rung);
        this.#connections.set(purpose, fresh);
        const opened = await fresh;
        this.#opened.add(opened);
        return opened;
    }

    /** Dials; a lock does not wait for it, and what comes about after that is dropped. */
    #dialled(rung: () => void): Promise<RelayConnection> {
        return new Promise((resolve, reject) => {
            const end = (): void => {
                reject(new RelayUnreachable('cut'));
            };
            this.#ends.add(end);
            this.#dial(rung, this.#heard)
                .then((opened) => {
                    if (this.#isClosed) opened.close();
                    resolve(opened);
                }, reject)
                .finally(() => this.#ends.delete(end));
        });
    }
}

function cut(connection: Promise<RelayConnection>): void {
    connection.then(
        (opened) => {
            opened.close();
        },
        () => undefined,
    );
}
