import { sha256 } from '@noble/hashes/sha2.js';
import { equalBytes } from '../bytes.ts';
import { ContentType } from '../mls/framing/contentType.ts';
import { WireFormat } from '../mls/framing/wireFormat.ts';
import { MlsGroup } from '../mls/groups/mlsGroup.ts';
import { MlsException } from '../mls/mlsException.ts';
import type { LogItem } from '../wire/channels.ts';
import { ItemKind } from '../wire/itemKind.ts';
import type { ChannelSession } from './channelSession.ts';
import { CommitIntake, hourBytes } from './commitIntake.ts';
import type { ItemOutcome } from './itemOutcome.ts';
import { MessageIntake } from './messageIntake.ts';
import type { OpenChannel } from './openChannel.ts';
import { StewardIntake } from './stewardIntake.ts';

/**
 * Takes one item of the log after the other. What the relay says of an item must be what its MLS header says; a gap, a wrong hash
 * or another epoch means that the relay's history is not one history.
 *
 *     bytes → header checked → opened and its sender authenticated (mls) → verdict or content rules → state and lines
 */
export class ItemIntake {
    readonly #session: ChannelSession;
    readonly #channel: OpenChannel;
    readonly #stewards: StewardIntake;
    readonly #messages: MessageIntake;
    readonly #commits: CommitIntake;

    constructor(session: ChannelSession, channel: OpenChannel) {
        this.#session = session;
        this.#channel = channel;
        this.#stewards = new StewardIntake(session, channel);
        this.#messages = new MessageIntake(session, channel);
        this.#commits = new CommitIntake(session, channel);
    }

    /** Processes the item in memory; the caller persists. */
    async process(item: LogItem): Promise<ItemOutcome> {
        const { state, group } = this.#channel;
        if (item.sequence <= state.sequence) return 'processed';
        if (item.sequence !== state.sequence + 1) return this.#fork('items are missing');
        if (item.void || item.bytes.length === 0) return this.#processEmpty(item);
        if (!equalBytes(sha256(item.bytes), item.hash)) return this.#fork('an item is not the one that was stored');
        if (item.kind === ItemKind.steward) return this.#passedUnless(item, await this.#stewards.process(item));
        if (state.voidSince !== undefined) return this.#fork('items were called void and no steward said so');
        return item.epoch === group.epoch ? this.#processSealed(item) : this.#fork('an item of another epoch');
    }

    async #processEmpty(item: LogItem): Promise<ItemOutcome> {
        const channel = this.#channel;
        if (item.void && channel.state.voidSince === undefined) {
            channel.state = { ...channel.state, voidSince: { sequence: item.sequence, hash: item.hash } };
        }
        if (item.void) return this.#passedUnless(item, undefined);
        // Only talk loses its bytes, and nothing tells whether it was time: what is not shown must be missed.
        if (item.kind === ItemKind.commit) channel.state = { ...channel.state, swapReason: 'cannot-read' };
        if (item.kind !== ItemKind.talk) return this.#fork('an item that is kept has lost its bytes');
        return this.#passedUnless(item, await this.#messages.processExpired(item));
    }

    async #processSealed(item: LogItem): Promise<ItemOutcome> {
        const channel = this.#channel;
        const isCommit = item.kind === ItemKind.commit;
        if (!this.#headerFits(item)) {
            // Clients ignore an item whose kind, epoch or group differs from its MLS header; only a commit cannot be passed over.
            return isCommit ? this.#commits.refuse(item, 'no-commit') : this.#passedUnless(item, undefined);
        }
        if (isCommit) return this.#commits.process(item);
        channel.state = { ...channel.state, messagesInEpoch: channel.state.messagesInEpoch + 1 };
        return this.#passedUnless(item, await this.#messages.process(item));
    }

    #headerFits(item: LogItem): boolean {
        try {
            const header = MlsGroup.peekHeader(item.bytes);
            const isCommit = item.kind === ItemKind.commit;
            return (
                header.wireFormat === WireFormat.PrivateMessage &&
                header.epoch === item.epoch &&
                header.contentType === (isCommit ? ContentType.Commit : ContentType.Application) &&
                equalBytes(header.groupId, this.#channel.group.groupId) &&
                header.authenticatedData.length === (isCommit ? hourBytes : 0)
            );
        } catch (refused) {
            if (refused instanceof MlsException) return false;
            throw refused;
        }
    }

    #passedUnless(item: LogItem, problem: string | undefined): ItemOutcome {
        if (problem !== undefined) return this.#fork(problem);
        this.#channel.advance(item);
        return 'processed';
    }

    #fork(why: string): ItemOutcome {
        this.#channel.fork(why);
        this.#session.alarm('different-histories', this.#channel.id);
        return 'waits';
    }
}
