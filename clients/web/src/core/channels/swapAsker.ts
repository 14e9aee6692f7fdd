import { sha256 } from '@noble/hashes/sha2.js';
import { bytesOf, opaqueOf } from '../cbor/opaque.ts';
import { encodeSigned, signedBytesOf } from '../cbor/signedCodec.ts';
import { encodeLeafNode } from '../mls/tree/leafNode.ts';
import { hasLeft, isRemovalDue, wasSwappedOn } from '../policy/channelFacts.ts';
import type { StoreReader } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import { idOfAdmission } from '../trust/admission.ts';
import { checkAdmission } from '../trust/admissionRules.ts';
import { deviceOf } from '../trust/deviceCredential.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { LetterKind } from '../trust/letter.ts';
import type { MailboxCard } from '../trust/mailboxCard.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { Roles } from '../trust/roles.ts';
import { swapRequestCodec } from '../trust/swapRequest.ts';
import { unixHour } from '../trust/unixHour.ts';
import type { ChannelId } from '../wire/opaqueId.ts';
import type { ChannelSession } from './channelSession.ts';
import type { ChannelState } from './channelState.ts';
import type { OpenChannel } from './openChannel.ts';
import { profilesOf } from './profiles.ts';
import { storedSwapAskRecord, type StoredSwapAsk } from './storedSwapAsk.ts';

const hoursToAskTheNext = 1;
const hoursToStartAgain = 24;

type Member = { readonly device: DeviceKey; readonly card: MailboxCard };

/**
 * Asks another member's device to swap this device's leaf: after a renewal or a new role, when a key package served twice, or when this
 * device cannot read on. One member is asked at a time, facilitators first, the next one an hour later.
 */
export class SwapAsker {
    readonly #session: ChannelSession;
    readonly #channel: OpenChannel;

    constructor(session: ChannelSession, channel: OpenChannel) {
        this.#session = session;
        this.#channel = channel;
    }

    /** Asks if there is a reason to, and drops the letter. */
    async askIfDue(atHead: boolean): Promise<void> {
        const session = this.#session;
        const channel = this.#channel;
        const leafNode = leafNodeOf(channel, session.ownKey);
        const candidates = this.#candidates();
        if (leafNode === undefined || candidates.length === 0 || !(await this.#hasReason(atHead))) return;
        const earlier = await askedIn(session.store, channel.id);
        const ask: StoredSwapAsk = earlier?.leafNode === leafNode ? earlier : { leafNode, asked: [], askedAt: unixHour(0) };
        const next = candidates.find(({ device }) => !ask.asked.includes(device));
        const pause = next === undefined ? hoursToStartAgain : hoursToAskTheNext;
        if (ask.asked.length > 0 && ask.askedAt + pause > session.hour()) return;
        await this.#ask(leafNode, next ?? (candidates[0] as Member), next === undefined ? [] : ask.asked);
    }

    async #ask(leafNode: ObjectHash, member: Member, before: readonly DeviceKey[]): Promise<void> {
        const session = this.#session;
        const body = { channel: this.#channel.id, leafNode, hour: session.hour() };
        const signature = await this.#channel.group.signWithLeafKey(signedBytesOf(swapRequestCodec, body));
        const request = encodeSigned(swapRequestCodec, { body, signature });
        await session.store.write(async (writer) => {
            await session.letters.tryWrite(writer, LetterKind.swap, member.card, request);
            const ask = { leafNode, asked: [...before, member.device], askedAt: session.hour() };
            storedSwapAskRecord.put(writer, bucket.swapAsks, bytesOf(this.#channel.id), ask);
        });
        await session.letters.dropAll();
    }

    async #hasReason(atHead: boolean): Promise<boolean> {
        const { ownKey, admission } = this.#session;
        const { state, group } = this.#channel;
        const facts = this.#channel.facts();
        const now = unixHour(Math.max(this.#session.hour(), facts.lastHour));
        const own = facts.roster.find((member) => member.leaf === group.ownLeaf)?.credential;
        if (own === undefined || state.swappedAt > 0 || isRemovalDue(facts, own, now) || wasSwappedOn(facts, now, ownKey)) return false;
        const isOther = idOfAdmission(own.admission) !== idOfAdmission(admission);
        if (!isStuck(state) && !(atHead && (isOther || state.swapReason === 'shared-leaf-key'))) return false;
        return (await checkAdmission(admission, facts.charters, now)) === 'none';
    }

    /** Members whose mailbox is known, facilitators first: they are the ones who look most often. */
    #candidates(): readonly Member[] {
        const facts = this.#channel.facts();
        const cards = new Map(profilesOf(this.#channel.state).map(({ body }) => [body.admission, body.card]));
        return facts.roster
            .filter(({ leaf }) => leaf !== this.#channel.group.ownLeaf)
            .map(({ credential }) => credential)
            .filter((credential) => !isRemovalDue(facts, credential, this.#session.hour()) && !hasLeft(facts, credential))
            .sort((one, other) => facilitates(other.admission.body.roles) - facilitates(one.admission.body.roles))
            .flatMap((credential) => {
                const card = cards.get(idOfAdmission(credential.admission));
                return card === undefined ? [] : [{ device: deviceOf(credential), card }];
            });
    }
}

/** SHA-256 of a device's leaf node as it stands in the tree; undefined if it has none. */
export function leafNodeOf(channel: OpenChannel, device: DeviceKey): ObjectHash | undefined {
    const found = channel.roster.find(({ credential }) => deviceOf(credential) === device);
    const member = channel.group.members.find(({ index }) => index === found?.leaf);
    return member && opaqueOf<ObjectHash>(sha256(encodeLeafNode(member.leaf)));
}

/** Whether this device cannot read a channel on by itself. */
export function isStuck({ phase, refused, swapReason }: ChannelState): boolean {
    return swapReason === 'cannot-read' && (phase === 'forked' || (phase === 'open' && refused !== undefined));
}

/** Whom this device asked to swap its leaf in a channel. */
export async function askedIn(reader: StoreReader, channel: ChannelId): Promise<StoredSwapAsk | undefined> {
    const stored = await reader.get(bucket.swapAsks, bytesOf(channel));
    return stored && storedSwapAskRecord.decode(stored);
}

function facilitates(roles: Roles): number {
    return roles & Roles.facilitator;
}
