import { isCut } from '../revocations/cutPoster.ts';
import { RelayRefused } from '../connection/relayRefused.ts';
import type { RelayConnection } from '../connection/relayConnection.ts';
import { opaqueOf } from '../cbor/opaque.ts';
import { toApplicationData } from '../content/contentMessage.ts';
import type { StoredReply } from '../wire/channels.ts';
import { Limits } from '../wire/limits.ts';
import { RelayCode } from '../wire/relayCode.ts';
import type { ChannelSession } from './channelSession.ts';
import type { OpenChannel } from './openChannel.ts';
import { contentOf, itemKindOf, type OutboxEntry } from './outboxEntry.ts';

/**
 * First in, first out, per channel: what is written here is kept, sealed at the head of the log, and posted in order with up to 16
 * unanswered on one connection. Sealed bytes are persisted with the MLS state that made them before they are sent, and sent
 * unchanged until answered; they are sealed again, under the same id, only when the log was read into a later epoch and they are not in
 * it: that the relay calls their epoch stale is its word alone. One instance serves one sync.
 */
export class Outbox {
    readonly #session: ChannelSession;
    readonly #channel: OpenChannel;
    readonly #answered = new Set<number>();
    #isRestricted = false;

    constructor(session: ChannelSession, channel: OpenChannel) {
        this.#session = session;
        this.#channel = channel;
    }

    /** Whether the relay said that stewards keep the channel from taking posts. */
    get isRestricted(): boolean {
        return this.#isRestricted;
    }

    /** Posts the first of what waits; the channel was read to its head just before, and is read again before the next. */
    async flush(): Promise<void> {
        const { outbox } = this.#channel;
        const waiting = outbox.numbers().filter((number) => !this.#answered.has(number));
        // Who is cut off goes first: what else waits here is posted when that one is out.
        const cuts = waiting.filter((number) => isCut(contentOf(outbox.at(number))));
        const batch = (cuts.length > 0 ? cuts : waiting).slice(0, Limits.postsInFlight);
        if (batch.length === 0) return;
        await this.#seal(batch);
        await this.#post(batch);
    }

    async #seal(numbers: readonly number[]): Promise<void> {
        const channel = this.#channel;
        // What an earlier epoch sealed would have come back before the commit that ended it, which was read.
        const unsealed = numbers.filter((number) => channel.outbox.at(number).sealed?.epoch !== channel.group.epoch);
        for (const number of unsealed) {
            const entry = channel.outbox.at(number);
            const seen = { number: BigInt(channel.state.sequence), digest: opaqueOf(channel.state.digest) };
            const data = toApplicationData({ id: entry.message, sentAt: entry.sentAt, seen, body: contentOf(entry) });
            const bytes = await channel.group.protect(data, new Uint8Array(), 0);
            channel.outbox.set(number, { ...entry, sealed: { epoch: channel.group.epoch, bytes } });
        }
        if (unsealed.length === 0) return;
        channel.touchGroup();
        this.#session.pass('before-seal-persist');
        await channel.save();
        this.#session.pass('after-seal-persist');
    }

    async #post(numbers: readonly number[]): Promise<void> {
        const connection = await this.#session.relay.channels();
        if (this.#session.relay.proven(this.#channel.id) !== this.#channel.group.epoch) return;
        // All are on their way before any is answered; all are awaited, so that none fails unseen when an earlier one does.
        const posts = await Promise.allSettled(numbers.map((number) => this.#send(connection, this.#channel.outbox.at(number))));
        this.#session.pass('after-posts-answered');
        let good = true;
        for (const [i, post] of posts.entries()) {
            const number = numbers[i] as number;
            if (post.status === 'rejected') throw post.reason;
            good &&= post.value.code === RelayCode.ok;
            if (good) this.#answer(number);
            else this.#refused(post.value.code);
        }
    }

    #answer(number: number): void {
        this.#answered.add(number);
        this.#channel.outbox.answer(number);
    }

    #send(connection: RelayConnection, entry: OutboxEntry): Promise<StoredReply> {
        const { epoch, bytes } = entry.sealed as NonNullable<OutboxEntry['sealed']>;
        const kind = itemKindOf(contentOf(entry));
        return connection.call('Post', { channel: this.#channel.id, epoch, message: entry.message, kind, bytes });
    }

    #refused(code: RelayCode): void {
        switch (code) {
            case RelayCode.ok:
                // Stored after an earlier one was refused; it comes back in the log.
                break;
            case RelayCode.staleEpoch:
            case RelayCode.notProven:
                this.#session.relay.remember(this.#channel.id, undefined);
                break;
            case RelayCode.restricted:
                // Nothing is lost: it stays here, sealed as it is, until the channel takes it.
                this.#isRestricted = true;
                break;
            default:
                throw new RelayRefused(code);
        }
    }
}
