import { copyOf, equalBytes, toHex, type Bytes } from '../../src/core/bytes.ts';
import type { Heard, RelayConnection } from '../../src/core/connection/relayConnection.ts';
import { RelayUnreachable } from '../../src/core/connection/relayUnreachable.ts';
import { Turns } from '../../src/core/mls/groups/turns.ts';
import { verifyEd25519 } from '../../src/core/trust/ed25519.ts';
import type { CommitRequest, PostRequest, ProveReply, ReadReply, StewardRequest, StoredReply } from '../../src/core/wire/channels.ts';
import { ItemKind } from '../../src/core/wire/itemKind.ts';
import { drawId, type ChannelId, type LetterId, type MailboxId, type RelayId } from '../../src/core/wire/opaqueId.ts';
import { channelProof, commitProof, epochProof } from '../../src/core/wire/proofs/proofs.ts';
import type { ProofContext } from '../../src/core/wire/proofs/proofWriter.ts';
import { isRestricted, Restriction, restrictionsAfter } from '../../src/core/wire/proofs/restrictions.ts';
import {
    decodeStewardAct,
    isAboutCommit,
    daysOf,
    stewardSignedBytes,
    StewardVerb,
    type StewardAct,
} from '../../src/core/wire/proofs/stewardAct.ts';
import { RelayCode } from '../../src/core/wire/relayCode.ts';
import { MemoryChannel } from './memoryChannel.ts';
import type { HubCall, HubReply, HubRequest } from '../../src/core/wire/relayHub.ts';

/** Items of one answer: few, so that tests see "more". */
const batch = 8;
type Mailbox = { readonly packages: Bytes[]; readonly letters: { readonly id: LetterId; readonly bytes: Bytes }[]; isGone: boolean };

/** What a test does to a call: before the relay carries it out, or to its answer. Throwing `cut` is a lost connection. */
export type Interference = {
    before?: (name: HubCall, request: unknown) => void | Promise<void>;
    after?: (name: HubCall, request: unknown, reply: unknown) => unknown;
};

/** A relay in memory that keeps the rules of the log, and as much of mailboxes as channels need. */
export class MemoryRelay {
    readonly channels = new Map<ChannelId, MemoryChannel>();
    readonly mailboxes = new Map<MailboxId, Mailbox>();
    readonly relay = drawId<RelayId>();
    /** The channels that passes were spent on. */
    readonly spent = new Map<string, ChannelId>();
    /** The calls that were carried out. */
    readonly calls: HubCall[] = [];
    /** Handles that were shown, under channel and epoch: the test relay forgets none, and knows nothing else of them. */
    readonly handles = new Map<string, Bytes[]>();
    readonly #connections = new Set<MemoryConnection>();

    channel(id: ChannelId): MemoryChannel {
        return this.channels.get(id)!;
    }

    mailbox(id: MailboxId): Mailbox {
        const known = this.mailboxes.get(id) ?? { packages: [], letters: [], isGone: false };
        this.mailboxes.set(id, known);
        return known;
    }

    connect(interference: Interference = {}, heard: Heard = () => undefined): MemoryConnection {
        const connection = new MemoryConnection(this, interference, heard);
        this.#connections.add(connection);
        return connection;
    }

    /** Hands a whisper on to those who have proven its epoch, but for who whispers. */
    whisper({ channel, epoch, bytes }: HubRequest<'Whisper'>, from: MemoryConnection): void {
        for (const one of this.#connections) if (one !== from && one.proves(channel, epoch)) one.heard(channel, epoch, bytes);
    }
}

class MemoryConnection implements RelayConnection {
    readonly #relay: MemoryRelay;
    readonly #interference: Interference;
    readonly #proofs = new Map<string, Bytes>();
    readonly #turns = new Turns();
    #isClosed = false;
    readonly context: ProofContext;
    readonly heard: Heard;

    constructor(relay: MemoryRelay, interference: Interference, heard: Heard) {
        this.#relay = relay;
        this.heard = heard;
        this.#interference = interference;
        this.context = { relay: relay.relay, nonce: crypto.getRandomValues(new Uint8Array(32)) };
    }

    get isClosed(): boolean {
        return this.#isClosed;
    }

    close(): void {
        this.#isClosed = true;
    }

    /** Calls are carried out in the order in which they were made; what comes after a cut does not arrive. */
    call<Call extends HubCall>(name: Call, request: HubRequest<Call>): Promise<HubReply<Call>> {
        return this.#turns.take(() => this.#arrived(name, request));
    }

    async #arrived<Call extends HubCall>(name: Call, request: HubRequest<Call>): Promise<HubReply<Call>> {
        if (this.#isClosed) throw new RelayUnreachable('cut');
        try {
            await this.#interference.before?.(name, request);
            const reply = await this.#carryOut(name, request);
            this.#relay.calls.push(name);
            return (this.#interference.after?.(name, request, reply) ?? reply) as HubReply<Call>;
        } catch (failure) {
            if (failure instanceof RelayUnreachable) this.close();
            throw failure;
        }
    }

    #carryOut(name: HubCall, request: unknown): Promise<unknown> | unknown {
        switch (name) {
            case 'CreateChannel':
                return this.#create(request as HubRequest<'CreateChannel'>);
            case 'Prove':
                return this.#prove(request as HubRequest<'Prove'>);
            case 'Read':
                return this.#read(request as HubRequest<'Read'>);
            case 'Post':
                return this.#post(request as PostRequest);
            case 'Commit':
                return this.#commit(request as CommitRequest);
            case 'Steward':
                return this.#steward(request as StewardRequest);
            case 'Appear':
                return this.#appear(request as HubRequest<'Appear'>);
            case 'Whisper':
                return this.#whisper(request as HubRequest<'Whisper'>);
            case 'Drop':
                return this.#drop(request as HubRequest<'Drop'>);
            case 'FetchPackage':
                return this.#fetch(request as HubRequest<'FetchPackage'>);
            default:
                throw new Error(`the test relay has no ${name}`);
        }
    }

    async #create(request: HubRequest<'CreateChannel'>): Promise<HubReply<'CreateChannel'>> {
        const { channel, accessKey, pass, stewardKeys, signature } = request;
        if (!(await verifyEd25519(accessKey, channelProof(this.context, request), signature))) return { code: RelayCode.badSignature };
        const { spent, channels } = this.#relay;
        if ((spent.get(toHex(pass)) ?? channel) !== channel) return { code: RelayCode.passSpent };
        spent.set(toHex(pass), channel);
        if (!channels.has(channel)) channels.set(channel, new MemoryChannel(channel, accessKey, stewardKeys));
        return { code: RelayCode.ok };
    }

    async #prove(request: HubRequest<'Prove'>): Promise<ProveReply> {
        const channel = this.#relay.channels.get(request.channel);
        const none = { current: false, openedBy: 0, openedDigest: new Uint8Array(), head: 0 };
        if (channel === undefined) return { code: RelayCode.notFound, ...none };
        if (request.epoch > channel.current.number) return { code: RelayCode.notYet, ...none };
        const epoch = channel.epoch(request.epoch);
        const holds = epoch !== undefined && (await verifyEd25519(epoch.key, epochProof(this.context, request), request.signature));
        if (!holds) return { code: RelayCode.wrongKey, ...none };
        this.#proofs.set(`${channel.id} ${epoch.number}`, epoch.key);
        const { openedBy, openedDigest } = epoch;
        return { code: RelayCode.ok, current: epoch === channel.current, openedBy, openedDigest, head: channel.items.length };
    }

    #read(request: HubRequest<'Read'>): ReadReply {
        const channel = this.#relay.channels.get(request.channel);
        if (channel === undefined || !this.#knows(channel)) return { code: RelayCode.notProven, items: [], head: 0, more: false };
        const after = channel.items.slice(request.after);
        const end = after.findIndex((item) => !(item.kind === ItemKind.steward || item.void || this.#has(channel, item.epoch)));
        const readable = end < 0 ? after : after.slice(0, end);
        const items = readable.slice(0, batch);
        return { code: RelayCode.ok, items, head: channel.items.length, more: readable.length > batch };
    }

    #post(request: PostRequest): StoredReply {
        const channel = this.#relay.channels.get(request.channel);
        if (channel === undefined || !this.#knows(channel)) return { code: RelayCode.notProven, sequence: 0 };
        const first = channel.find(request.message);
        if (first !== undefined) return { code: RelayCode.ok, sequence: first };
        if (request.epoch !== channel.current.number) return { code: RelayCode.staleEpoch, sequence: 0 };
        if (!this.#has(channel, request.epoch)) return { code: RelayCode.notProven, sequence: 0 };
        if (isRestricted(channel.restrictions, Restriction.posts) || isRestricted(channel.restrictions, Restriction.closed))
            return { code: RelayCode.restricted, sequence: 0 };
        return { code: RelayCode.ok, sequence: channel.append(request.message, request.kind, request.bytes) };
    }

    async #commit(request: CommitRequest): Promise<StoredReply> {
        const channel = this.#relay.channels.get(request.channel);
        if (channel === undefined || !this.#knows(channel)) return { code: RelayCode.notProven, sequence: 0 };
        const holds = await verifyEd25519(channel.current.key, commitProof(this.context, request), request.signature);
        const first = channel.find(request.message);
        if (first !== undefined) return { code: RelayCode.ok, sequence: first };
        if (request.epoch !== channel.current.number) return { code: RelayCode.staleEpoch, sequence: 0 };
        if (!holds) return { code: RelayCode.badSignature, sequence: 0 };
        if (channel.lasting > request.after) return { code: RelayCode.behind, sequence: 0 };
        const { stewardKey, stewardSignature } = request;
        const isDemanded = isRestricted(channel.restrictions, Restriction.demand) && stewardKey.length === 0;
        if (isDemanded || isRestricted(channel.restrictions, Restriction.closed)) return { code: RelayCode.restricted, sequence: 0 };
        const isSteward = stewardKey.length === 0 || channel.stewardKeys.some((key) => equalBytes(key, stewardKey));
        const isSigned = stewardKey.length === 0 || (await verifyEd25519(stewardKey, commitProof(this.context, request), stewardSignature));
        if (!isSteward || !isSigned) return { code: RelayCode.badSignature, sequence: 0 };
        const sequence = channel.append(request.message, ItemKind.commit, request.bytes);
        channel.open(request.nextKey);
        return { code: RelayCode.ok, sequence };
    }

    async #steward(request: StewardRequest): Promise<StoredReply> {
        const channel = this.#relay.channel(request.channel);
        const act = decodeStewardAct(request.act)!;
        const isSteward = channel.stewardKeys.some((key) => equalBytes(key, act.stewardKey));
        const holds = isSteward && (await verifyEd25519(act.stewardKey, stewardSignedBytes(channel.id, act), act.signature));
        if (!holds) return { code: RelayCode.badSignature, sequence: 0 };
        if (!isAboutCommit(act)) return this.#set(channel, act, request);
        const item = channel.items[Number(act.sequence) - 1];
        if (item?.kind !== ItemKind.commit || item.void || !equalBytes(item.hash, act.hash))
            return { code: RelayCode.staleEpoch, sequence: 0 };
        const { number, openedBy } = channel.current;
        const isLive =
            act.verb === StewardVerb.supersede ? act.epoch === item.epoch : act.epoch === number && act.sequence === BigInt(openedBy);
        if (!isLive) return { code: RelayCode.staleEpoch, sequence: 0 };
        if (act.verb === StewardVerb.supersede) channel.voidFrom(Number(act.sequence));
        else channel.current.key = copyOf(act.key);
        return { code: RelayCode.ok, sequence: channel.append(request.message, ItemKind.steward, request.act) };
    }

    /** What a steward sets for the channel. */
    #set(channel: MemoryChannel, act: StewardAct, request: StewardRequest): StoredReply {
        if (isRestricted(channel.restrictions, Restriction.closed)) return { code: RelayCode.restricted, sequence: 0 };
        if (act.sequence < channel.lasting) return { code: RelayCode.behind, sequence: 0 };
        const after = restrictionsAfter(channel.restrictions, act.verb);
        const isSame = after === channel.restrictions && daysAfter(channel, act) === channel.talkDays && !isNewSteward(channel, act);
        if (act.sequence > channel.items.length || isSame) return { code: RelayCode.staleEpoch, sequence: 0 };
        [channel.restrictions, channel.talkDays] = [after, daysAfter(channel, act)];
        if (act.verb === StewardVerb.addSteward) channel.stewardKeys = [...channel.stewardKeys, copyOf(act.key)];
        return { code: RelayCode.ok, sequence: channel.append(request.message, ItemKind.steward, request.act) };
    }

    #appear({ channel: id, epoch, handle }: HubRequest<'Appear'>): HubReply<'Appear'> {
        const code = this.#codeOf(id, epoch);
        if (code !== RelayCode.ok) return { code, handles: [] };
        const name = `${id} ${epoch}`;
        const handles = this.#relay.handles.get(name) ?? [];
        const isNew = handle.length > 0 && !handles.some((one) => equalBytes(one, handle));
        this.#relay.handles.set(name, isNew ? [...handles, copyOf(handle)] : handles);
        return { code, handles: this.#relay.handles.get(name) ?? [] };
    }

    #whisper(request: HubRequest<'Whisper'>): HubReply<'Whisper'> {
        const code = this.#codeOf(request.channel, request.epoch);
        if (code === RelayCode.ok) this.#relay.whisper(request, this);
        return { code };
    }

    #codeOf(id: ChannelId, epoch: bigint): RelayCode {
        const channel = this.#relay.channels.get(id);
        if (channel === undefined || !this.#knows(channel)) return RelayCode.notProven;
        if (epoch !== channel.current.number) return RelayCode.staleEpoch;
        return this.#has(channel, epoch) ? RelayCode.ok : RelayCode.notProven;
    }

    /** Whether it has proven an epoch that is current. */
    proves(id: ChannelId, epoch: bigint): boolean {
        return this.#codeOf(id, epoch) === RelayCode.ok;
    }

    #drop({ mailbox, letter, bytes }: HubRequest<'Drop'>): HubReply<'Drop'> {
        const box = this.#relay.mailbox(mailbox);
        if (box.isGone) return { code: RelayCode.mailboxGone };
        if (!box.letters.some((one) => one.id === letter)) box.letters.push({ id: letter, bytes });
        return { code: RelayCode.ok };
    }

    #fetch({ mailbox }: HubRequest<'FetchPackage'>): HubReply<'FetchPackage'> {
        const { packages, isGone } = this.#relay.mailbox(mailbox);
        if (isGone) return { code: RelayCode.mailboxGone, package: new Uint8Array(), last: false };
        const [next] = packages.length > 1 ? packages.splice(0, 1) : packages;
        if (next === undefined) return { code: RelayCode.noPackage, package: new Uint8Array(), last: false };
        return { code: RelayCode.ok, package: next, last: packages.length === 1 };
    }

    #knows(channel: MemoryChannel): boolean {
        return [...this.#proofs.keys()].some((name) => name.startsWith(channel.id));
    }

    #has(channel: MemoryChannel, epoch: bigint): boolean {
        const proven = this.#proofs.get(`${channel.id} ${epoch}`);
        const key = channel.epoch(epoch)?.key;
        return proven !== undefined && key !== undefined && equalBytes(proven, key);
    }
}

function daysAfter({ talkDays }: MemoryChannel, act: StewardAct): number {
    return act.verb === StewardVerb.shorten ? Math.min(talkDays, daysOf(act)) : talkDays;
}

function isNewSteward({ stewardKeys }: MemoryChannel, { verb, key }: StewardAct): boolean {
    return verb === StewardVerb.addSteward && !stewardKeys.some((one) => equalBytes(one, key));
}
