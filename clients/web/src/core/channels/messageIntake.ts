import { sha256 } from '@noble/hashes/sha2.js';
import { equalBytes } from '../bytes.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { MalformedObjectException } from '../cbor/malformedObjectException.ts';
import { fromApplicationData, type ContentMessage } from '../content/contentMessage.ts';
import type { ApplicationReceived } from '../mls/groups/receivedMessage.ts';
import { MlsException } from '../mls/mlsException.ts';
import type { LogPosition } from '../policy/logPosition.ts';
import type { RosterLeaf } from '../policy/channelFacts.ts';
import { OldCopy } from '../sync/oldCopy.ts';
import type { LogItem } from '../wire/channels.ts';
import type { ChannelSession } from './channelSession.ts';
import { ContentIntake } from './contentIntake.ts';
import { notices } from './notices.ts';
import type { OpenChannel } from './openChannel.ts';
import { contentOf, itemKindOf, type OutboxEntry } from './outboxEntry.ts';

/** Something that waited in the outbox, found by its message id. */
type Own = { readonly number: number; readonly entry: OutboxEntry };

/** Takes talk and lasting items: the own ones from the outbox, the others through MLS, then the rules of their content. */
export class MessageIntake {
    readonly #channel: OpenChannel;
    readonly #content: ContentIntake;

    constructor(session: ChannelSession, channel: OpenChannel) {
        this.#channel = channel;
        this.#content = new ContentIntake(session, channel);
    }

    /** Takes the item; undefined when the log may go on, else what is wrong with the history. */
    async process(item: LogItem): Promise<string | undefined> {
        const own = this.#ownOf(item);
        if (own !== undefined) return this.#takeOwn(item, own);
        const received = await this.#open(item);
        return received === undefined ? undefined : this.#take(item, received);
    }

    /** Takes talk whose bytes the relay no longer keeps: the own is known by its hash, of others' a notice is left. */
    async processExpired(item: LogItem): Promise<string | undefined> {
        const own = this.#ownOf(item);
        if (own !== undefined) return this.#takeOwn(item, own);
        notices.expired(this.#channel, item);
        return undefined;
    }

    #ownOf(item: LogItem): Own | undefined {
        const own = this.#channel.outbox.find(item.message);
        return own !== undefined && isSame(own.entry, item) ? own : undefined;
    }

    async #takeOwn(item: LogItem, { number, entry }: Own): Promise<string | undefined> {
        const channel = this.#channel;
        const body = contentOf(entry);
        // The others pass over what is announced as another kind; to apply it here alone would part this device from them.
        if (item.kind !== itemKindOf(body)) return 'the relay calls an own item one of another kind';
        channel.outbox.remove(number);
        await this.#content.apply({ item, author: channel.own.credential, sentAt: entry.sentAt }, body);
        return undefined;
    }

    async #open(item: LogItem): Promise<ApplicationReceived | undefined> {
        const channel = this.#channel;
        try {
            const received = await channel.group.receive(item.bytes, channel.receiveOptions());
            if (received.type === 'application') {
                channel.touchGroup();
                return received;
            }
        } catch (refused) {
            if (!(refused instanceof MlsException)) throw refused;
            if (refused.error === 'WrittenByCopy') throw new OldCopy();
            // Own items that the relay shows again and what others forged in this device's name come here too: neither proves a copy.
        }
        if (await channel.hasShown(item.message)) notices.repeated(channel, item);
        else notices.leftOut(channel, item, 'unreadable');
        return undefined;
    }

    async #take(item: LogItem, received: ApplicationReceived): Promise<string | undefined> {
        const channel = this.#channel;
        const message = read(received.data);
        if (message === undefined || !isAnnounced(message, item)) {
            notices.leftOut(channel, item, 'unreadable');
            return undefined;
        }
        const { credential: author } = channel.roster.find((member) => member.leaf === received.sender) as RosterLeaf;
        const problem = await this.#confirm(message.seen, item);
        await this.#content.apply({ item, author, sentAt: message.sentAt }, message.body);
        return problem;
    }

    /** The sender's last contiguous place in the log must be on our chain; the first that is after we came in confirms our own first d. */
    async #confirm(seen: LogPosition, item: LogItem): Promise<string | undefined> {
        const channel = this.#channel;
        if (seen.number >= BigInt(item.sequence)) return 'a member has seen more of the log than there is';
        const number = Number(seen.number);
        const known = number < channel.state.joinedAt ? undefined : await channel.digestAt(number);
        if (known === undefined) return undefined;
        if (!equalBytes(known, bytesOf(seen.digest))) return 'a member read another history than this device';
        channel.state = { ...channel.state, confirmed: true };
        return undefined;
    }
}

function isSame({ sealed }: OutboxEntry, item: LogItem): boolean {
    return sealed !== undefined && equalBytes(sha256(sealed.bytes), item.hash);
}

function read(data: Uint8Array): ContentMessage | undefined {
    try {
        return fromApplicationData(data);
    } catch (refused) {
        if (refused instanceof MalformedObjectException) return undefined;
        throw refused;
    }
}

/** Whether id and kind are those that the relay announced; of what this version does not know, the kind is not judged. */
function isAnnounced(message: ContentMessage, item: LogItem): boolean {
    return message.id === item.message && (itemKindOf(message.body) === item.kind || message.body.type === 'unknown');
}
