import { sha256 } from '@noble/hashes/sha2.js';
import { copyOf, toHex, wipe, type Bytes } from '../bytes.ts';
import { bytesOf } from '../cbor/opaque.ts';
import type { ChannelDescriptor } from '../content/channelDescriptor.ts';
import type { PolicyContent } from '../content/lastingContent.ts';
import { MlsGroup } from '../mls/groups/mlsGroup.ts';
import type { ReceiveOptions } from '../mls/groups/receiveOptions.ts';
import type { ChannelFacts, RosterLeaf } from '../policy/channelFacts.ts';
import { StoreFailure } from '../storage/storeFailure.ts';
import type { StoreWriter } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import { encodeObject } from '../cbor/objectCodec.ts';
import { signedCharterChainCodec } from '../trust/signedCharterChain.ts';
import type { CharterChain } from '../trust/charterChain.ts';
import { DeviceCredentialValidator } from '../trust/deviceCredentialValidator.ts';
import type { LogItem } from '../wire/channels.ts';
import { ItemKind } from '../wire/itemKind.ts';
import { nextInLog } from '../wire/logChain.ts';
import type { ChannelId, MessageId } from '../wire/opaqueId.ts';
import { describeChannel } from './channelGroup.ts';
import type { ShownChannel } from './channelViewer.ts';
import type { ChannelSession } from './channelSession.ts';
import { channelStateRecord, type ChannelState } from './channelState.ts';
import { logLineRecord, ordinalRecord, type LogLine } from './logLine.ts';
import { OutboxCopy } from './outboxCopy.ts';
import type { OutboxNumbers } from './outboxNumbers.ts';
import { pendingCommitRecord, type PendingCommit } from './pendingCommit.ts';
import { rosterOf } from './rosterReader.ts';
import { policyOf, readCharters, readFacts } from './stateReader.ts';

type Parts = {
    readonly state: ChannelState;
    readonly group: MlsGroup;
    readonly charters: CharterChain;
    readonly outbox: OutboxCopy;
    readonly pending: PendingCommit | undefined;
    readonly onSaved: () => void;
};

/**
 * A channel taken out of the store: its state, its MLS group, and what is to be written back with them. After a failure it may be
 * ahead of the store; then it is thrown away and loaded again.
 */
export class OpenChannel {
    readonly #session: ChannelSession;
    readonly #lines = new Map<number, LogLine>();
    readonly #chain = new Map<number, Bytes>();
    #charters: CharterChain;
    #group: MlsGroup;
    #roster: readonly RosterLeaf[];
    #pending: PendingCommit | undefined;
    readonly #beside: ((writer: StoreWriter) => Promise<void> | void)[] = [];
    #groupChanged = false;
    #saved: Pick<ShownChannel, 'state' | 'roster' | 'charters' | 'authenticator'>;
    readonly #onSaved: () => void;

    state: ChannelState;
    readonly descriptor: ChannelDescriptor;
    readonly outbox: OutboxCopy;

    private constructor(session: ChannelSession, parts: Parts) {
        const { state, group, charters, outbox } = parts;
        this.#session = session;
        this.state = state;
        this.#group = group;
        this.#charters = charters;
        this.#pending = parts.pending;
        this.#onSaved = parts.onSaved;
        this.#roster = rosterOf(group.members);
        this.descriptor = describeChannel(group);
        this.outbox = outbox;
        this.#saved = this.#now();
    }

    /** Takes a channel out of the store; `onSaved` is told whenever it was written back. */
    static async load(session: ChannelSession, state: ChannelState, numbers: OutboxNumbers, onSaved: () => void): Promise<OpenChannel> {
        const key = bytesOf(state.id);
        const snapshot = await session.store.get(bucket.groups, key);
        if (snapshot === undefined) throw new StoreFailure('damaged');
        try {
            const outbox = await OutboxCopy.load(session.store, state.id, numbers);
            const charters = await readCharters(state);
            const stored = await session.store.get(bucket.pending, key);
            const pending = stored && pendingCommitRecord.decode(stored);
            const group = MlsGroup.load(snapshot);
            return new OpenChannel(session, { state, group, charters, outbox, pending, onSaved });
        } finally {
            wipe(snapshot);
        }
    }

    get id(): ChannelId {
        return this.state.id;
    }

    get group(): MlsGroup {
        return this.#group;
    }

    /** The own commit on its way. */
    get pending(): PendingCommit | undefined {
        return this.#pending;
    }

    /** What of it is in the store: the only part that is shown. */
    get shown(): ShownChannel {
        return { ...this.#saved, party: this.descriptor.party, waiting: this.outbox.waiting() };
    }

    /** The Charter chain as this channel's log has it. */
    get charters(): CharterChain {
        return this.#charters;
    }

    /** Who stands in the tree, with their credentials. */
    get roster(): readonly RosterLeaf[] {
        return this.#roster;
    }

    /** The channel policy in force. */
    get policy(): PolicyContent | undefined {
        return policyOf(this.state);
    }

    /** The own leaf. */
    get own(): RosterLeaf {
        return this.#roster.find((member) => member.leaf === this.#group.ownLeaf) as RosterLeaf;
    }

    /** What a verdict hangs on: this channel's log so far, and nothing else. */
    facts(): ChannelFacts {
        return readFacts(this.state, this.descriptor, this.#charters, this.#roster);
    }

    /** How items are received: what channels do not use cannot be used against them. */
    receiveOptions(): ReceiveOptions {
        return { validator: new DeviceCredentialValidator(this.#charters), onlyAddsAndRemoves: true };
    }

    /** Notes that the MLS state used a key or moved on. */
    touchGroup(): void {
        this.#groupChanged = true;
    }

    /** Takes the state after an own commit that came back in the log. */
    takePending(pending: PendingCommit): void {
        const next = MlsGroup.load(pending.nextGroup);
        void this.#group.dispose();
        this.#group = next;
        this.epochChanged();
    }

    /** After a commit was merged: the roster is another, and an own commit for the old epoch is void. */
    epochChanged(): void {
        this.setPending(undefined);
        this.#roster = rosterOf(this.#group.members);
        this.#groupChanged = true;
    }

    /** Replaces the Charter chain by a longer one. */
    amend(newer: CharterChain): void {
        this.state = { ...this.state, charters: encodeObject(signedCharterChainCodec, newer.signed) };
        this.#charters = newer;
    }

    /** Sets or drops the own commit on its way; written with the next save. */
    setPending(pending: PendingCommit | undefined): void {
        if (this.#pending !== undefined) wipe(this.#pending.nextGroup);
        this.#pending = pending;
    }

    /** Keeps the access key's seed of the epoch before, or lets it go. */
    keepAccessSeed(seed: Bytes | undefined): void {
        if (this.state.earlierAccessSeed !== undefined) wipe(this.state.earlierAccessSeed);
        this.state = { ...this.state, earlierAccessSeed: seed };
    }

    /** Adds a line to be shown. */
    show(sequence: number, line: LogLine): void {
        this.#lines.set(sequence, line);
    }

    /** Whether a message was shown here before. */
    async hasShown(message: MessageId): Promise<boolean> {
        const isNew = this.#recent(message) !== undefined;
        return isNew || (await this.#session.store.get(bucket.shown(bytesOf(this.id)), bytesOf(message))) !== undefined;
    }

    /** The line of a message that is shown here. */
    async shownLine(message: MessageId): Promise<LogLine | undefined> {
        const place = await this.#session.store.get(bucket.shown(bytesOf(this.id)), bytesOf(message));
        const stored = place && (await this.#session.store.get(bucket.log(bytesOf(this.id)), ordinalRecord.decode(place)));
        return this.#recent(message) ?? (stored && logLineRecord.decode(stored));
    }

    /** Something outside this channel that is written with the next save, because the same item tells it. */
    saveBeside(write: (writer: StoreWriter) => Promise<void> | void): void {
        this.#beside.push(write);
    }

    /** The log moves on by one item. */
    advance(item: LogItem): void {
        const digest = nextInLog(this.state.digest, item.sequence, item.kind, item.epoch, item.hash);
        this.#chain.set(item.sequence, digest);
        const isLasting = item.kind === ItemKind.lasting || item.kind === ItemKind.steward;
        const lastLasting = isLasting ? item.sequence : this.state.lastLasting;
        this.state = { ...this.state, sequence: item.sequence, digest, lastLasting };
    }

    /** The relay's history is not the one that this device or another member read; nothing moves any more. */
    fork(because: string): void {
        this.state = { ...this.state, phase: 'forked', forkedBecause: because };
    }

    /** d(n) where it is known: since this device came in. */
    async digestAt(sequence: number): Promise<Bytes | undefined> {
        if (sequence === this.state.sequence) return this.state.digest;
        return this.#chain.get(sequence) ?? (await this.#session.store.get(bucket.chain(bytesOf(this.id)), sequence));
    }

    /** SHA-256 of the epoch authenticator: the same for all members of the epoch, and no secret. */
    authenticatorHash(): Bytes {
        const secret = this.#group.epochAuthenticator;
        const hash = sha256(secret);
        wipe(secret);
        return copyOf(hash);
    }

    /** Writes everything back in one transaction. */
    async save(): Promise<void> {
        const snapshot = this.#groupChanged && this.state.phase !== 'removed' ? this.#group.save() : undefined;
        try {
            await this.#session.store.write((writer) => this.#write(writer, snapshot));
        } finally {
            if (snapshot !== undefined) wipe(snapshot);
        }
        this.#lines.clear();
        this.#chain.clear();
        this.outbox.written();
        this.#groupChanged = false;
        this.#saved = this.#now();
        this.#onSaved();
    }

    /** Wipes the channel's secrets: this device was removed. */
    wipe(): void {
        wipe(...seedsOf(this.state));
        this.state = { ...this.state, phase: 'removed', earlierAccessSeed: undefined, stewardSeed: undefined, stewardOffer: undefined };
        this.setPending(undefined);
        this.outbox.clear();
    }

    /** Overwrites the keys; it is not used any more. */
    dispose(): void {
        void this.#group.dispose();
        if (this.#pending !== undefined) wipe(this.#pending.nextGroup);
        wipe(...seedsOf(this.state));
    }

    /** Overwrites the words that wait as well: nothing is shown any more either. */
    lock(): void {
        this.outbox.wipe();
        this.dispose();
    }

    #recent(message: MessageId): LogLine | undefined {
        return [...this.#lines.values()].find((line) => line.message === message);
    }

    /** What is shown once it is stored. */
    #now(): Pick<ShownChannel, 'state' | 'roster' | 'charters' | 'authenticator'> {
        const authenticator = toHex(this.authenticatorHash());
        return { state: this.state, roster: this.#roster, charters: this.#charters, authenticator };
    }

    async #write(writer: StoreWriter, snapshot: Bytes | undefined): Promise<void> {
        const key = bytesOf(this.id);
        channelStateRecord.put(writer, bucket.channels, key, this.state);
        if (this.state.phase === 'removed') [bucket.groups, bucket.drafts].forEach((one) => writer.delete(one, key));
        else if (snapshot !== undefined) writer.put(bucket.groups, key, snapshot);
        if (this.#pending === undefined) writer.delete(bucket.pending, key);
        else pendingCommitRecord.put(writer, bucket.pending, key, this.#pending);
        for (const [sequence, line] of this.#lines) this.#writeLine(writer, sequence, line);
        for (const [sequence, digest] of this.#chain) writer.put(bucket.chain(key), sequence, digest);
        this.outbox.write(writer);
        for (const write of this.#beside.splice(0)) await write(writer);
    }

    #writeLine(writer: StoreWriter, sequence: number, line: LogLine): void {
        const key = bytesOf(this.id);
        logLineRecord.put(writer, bucket.log(key), sequence, line);
        if (line.message !== '') ordinalRecord.put(writer, bucket.shown(key), bytesOf(line.message as MessageId), sequence);
    }
}

/** The keys in a channel's state. */
function seedsOf({ earlierAccessSeed, stewardSeed, stewardOffer }: ChannelState): readonly Bytes[] {
    return [earlierAccessSeed, stewardSeed, stewardOffer].filter((seed) => seed !== undefined);
}
