import { equalBytes, wipe } from '../bytes.ts';
import { expectOk } from '../connection/relayRefused.ts';
import type { RelayConnection } from '../connection/relayConnection.ts';
import { signEd25519 } from '../trust/ed25519.ts';
import type { ChannelId } from '../wire/opaqueId.ts';
import type { LogItem, ProveReply } from '../wire/channels.ts';
import { ItemKind } from '../wire/itemKind.ts';
import { epochProof } from '../wire/proofs/proofs.ts';
import { RelayCode } from '../wire/relayCode.ts';
import { accessKey } from './accessKey.ts';
import type { ChannelSession } from './channelSession.ts';
import { ItemIntake } from './itemIntake.ts';
import type { ItemOutcome } from './itemOutcome.ts';
import type { OpenChannel } from './openChannel.ts';

const proofsPerReading = 3;
const setBack = 'the log of the relay ends before what this device read';

/**
 * Reads a channel to its head: proves the epoch, reads its items, processes and persists them, and after a commit proves the
 * next. One that is three epochs behind climbs them one by one.
 *
 *     prove(e) → read after n → process → persist → commit? → prove(e + 1) → …
 */
export class ChannelReader {
    readonly #session: ChannelSession;
    readonly #channel: OpenChannel;
    readonly #intake: ItemIntake;
    #proofsLost = 0;
    #atHead = false;

    constructor(session: ChannelSession, channel: OpenChannel) {
        this.#session = session;
        this.#channel = channel;
        this.#intake = new ItemIntake(session, channel);
    }

    /** Whether the last reading ended at the head with the current epoch proven, so that posting is possible. */
    get atHead(): boolean {
        return this.#atHead;
    }

    /** Reads as far as this device can; the number of items that were processed. */
    async toHead(): Promise<number> {
        const channel = this.#channel;
        let count = 0;
        this.#proofsLost = 0;
        this.#atHead = false;
        while (channel.state.phase === 'open') {
            if (!(await this.#prove())) return count;
            const [read, ended] = await this.#readEpoch();
            count += read;
            if (ended !== 'epoch-ended') {
                this.#atHead = ended === 'processed' && channel.state.phase === 'open' && channel.state.voidSince === undefined;
                return count;
            }
        }
        return count;
    }

    async #prove(): Promise<boolean> {
        const { relay } = this.#session;
        const channel = this.#channel;
        const connection = await relay.channels();
        if (relay.proven(channel.id) === channel.group.epoch) return true;
        const seed = accessKey.seed(channel.group);
        try {
            const reply = await proveEpoch(connection, channel.id, channel.group.epoch, seed);
            switch (reply.code) {
                case RelayCode.wrongKey:
                case RelayCode.notYet:
                case RelayCode.notFound:
                    return await this.#beforeRefusedEpoch(connection);
                default:
                    return await this.#accept(expectOk(reply));
            }
        } finally {
            wipe(seed);
        }
    }

    async #accept(reply: ProveReply): Promise<boolean> {
        const channel = this.#channel;
        this.#session.relay.remember(channel.id, channel.group.epoch);
        if (reply.head < channel.state.sequence) return this.#stopForked(setBack);
        const known = await channel.digestAt(reply.openedBy);
        if (known !== undefined && !equalBytes(known, reply.openedDigest)) {
            return this.#stopForked('the relay has another history than this device read');
        }
        if (channel.state.earlierAccessSeed !== undefined) {
            channel.keepAccessSeed(undefined);
            await channel.save();
        }
        return true;
    }

    /**
     * The relay does not know this epoch's key. Either the committer handed in a wrong one and a steward sets it right, or a
     * steward voided a commit that this device holds to be valid. The epoch before shows which.
     */
    async #beforeRefusedEpoch(connection: RelayConnection): Promise<boolean> {
        const channel = this.#channel;
        this.#session.relay.remember(channel.id, undefined);
        const seed = channel.state.earlierAccessSeed;
        if (seed === undefined) return this.#stopForked('the relay does not know the epoch');
        const reply = await proveEpoch(connection, channel.id, channel.group.epoch - 1n, seed);
        if (reply.code !== RelayCode.ok) return this.#stopForked('the relay does not know the epoch');
        const { items } = expectOk(await connection.call('Read', { channel: channel.id, after: channel.state.sequence }));
        const outcome = await this.#process(takeWhile(items, (item) => item.void || item.kind === ItemKind.steward));
        await channel.save();
        if (outcome === 'processed') this.#session.alarm('wrong-access-key', channel.id);
        return false;
    }

    async #readEpoch(): Promise<[count: number, outcome: ItemOutcome]> {
        const channel = this.#channel;
        let count = 0;
        for (;;) {
            const connection = await this.#session.relay.channels();
            const reply = await connection.call('Read', { channel: channel.id, after: channel.state.sequence });
            if (reply.code === RelayCode.notProven && ++this.#proofsLost < proofsPerReading) {
                this.#session.relay.remember(channel.id, undefined);
                return [count, 'epoch-ended'];
            }
            expectOk(reply);
            if (reply.head < channel.state.sequence) {
                await this.#stopForked(setBack);
                return [count, 'waits'];
            }
            const before = channel.state.sequence;
            const outcome = await this.#process(reply.items);
            count += channel.state.sequence - before;
            this.#session.pass('before-items-persist');
            await channel.save();
            this.#session.pass('after-items-persist');
            const isOpen = outcome === 'processed' && channel.state.phase === 'open';
            // A relay that says "more" and brings nothing is not asked for ever.
            if (!isOpen || !reply.more || channel.state.sequence === before) {
                const isMissing = isOpen && (reply.more || reply.head > channel.state.sequence);
                return [count, isMissing ? this.#keptBack() : outcome];
            }
        }
    }

    async #process(items: readonly LogItem[]): Promise<ItemOutcome> {
        for (const item of items) {
            const outcome = await this.#intake.process(item);
            if (outcome !== 'processed') return outcome;
        }
        return 'processed';
    }

    /** Whoever proved an epoch is shown all of it, and the commit that ends it: what comes after needs that commit. */
    #keptBack(): ItemOutcome {
        this.#session.alarm('relay-keeps-back', this.#channel.id);
        return 'waits';
    }

    async #stopForked(why: string): Promise<false> {
        this.#channel.fork(why);
        await this.#channel.save();
        this.#session.alarm('different-histories', this.#channel.id);
        return false;
    }
}

/** Proves an epoch with its access key. */
export async function proveEpoch(connection: RelayConnection, channel: ChannelId, epoch: bigint, seed: Uint8Array): Promise<ProveReply> {
    const request = { channel, epoch };
    const signature = await signEd25519(seed, epochProof(connection.context, request));
    return connection.call('Prove', { ...request, signature });
}

function takeWhile<T>(items: readonly T[], holds: (item: T) => boolean): readonly T[] {
    const end = items.findIndex((item) => !holds(item));
    return end < 0 ? items : items.slice(0, end);
}
