import { copyOf, equalBytes, wipe, type Bytes } from '../../bytes.ts';
import { encode } from '../codec/tlsEncoding.ts';
import { buildCommit } from '../commits/commitBuilder.ts';
import type { CommitBundle, CommitRequest } from '../commits/commitRequest.ts';
import type { StagedCommit } from '../commits/stagedCommit.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import type { Extension } from '../extensions/extension.ts';
import { decodeWelcome } from '../framing/mlsMessage.ts';
import type { KeyPackage } from '../keypackages/keyPackage.ts';
import type { KeyPackageSecrets } from '../keypackages/keyPackageSecrets.ts';
import { writeGroupContext } from '../messages/groupContext.ts';
import type { ReInitProposal } from '../messages/proposal.ts';
import type { CachedProposal } from '../proposals/cachedProposal.ts';
import { exportSecret } from '../schedule/exporter.ts';
import type { LeafIndex } from '../tree/leafIndex.ts';
import type { ResumptionPsk } from './externalPsk.ts';
import type { GroupCreation } from './groupCreation.ts';
import type { GroupRetention } from './groupRetention.ts';
import { loadState, saveState } from './groupSnapshot.ts';
import { disposeEnded, disposeState, type GroupState } from './groupState.ts';
import type { JoinOptions } from './joinOptions.ts';
import { membersOf, type Member } from './member.ts';
import type { MessageHeader, MessageSender } from './messageHeader.ts';
import { createState } from './mlsGroup.create.ts';
import { joinState } from './mlsGroup.join.ts';
import { protectData } from './mlsGroup.protect.ts';
import { peekHeader, peekSenderOf, receiveMessage } from './mlsGroup.receive.ts';
import type { ReceivedMessage } from './receivedMessage.ts';
import type { ReceiveOptions } from './receiveOptions.ts';
import { Turns } from './turns.ts';

/**
 * A group as one member sees it: the engine's front door (RFC 9420).
 *
 * A group lives in epochs. In an epoch every member has the same tree, the same secrets and the same idea of who the members are.
 * A commit ends an epoch and starts the next: it adds and removes members and, with an UpdatePath, gives its sender new keys, so
 * that whoever copied the old ones is shut out. Someone who is added gets a Welcome sealed to the key package it had published.
 *
 * Nothing here stores, sends or looks at the clock, and nothing is decided twice:
 *
 *     own change      createCommit -> CommitBundle { message, welcome, staged } -> save, staged.save, send -> merge
 *     others' change  receive      -> CommitReceived { staged } -> the caller judges -> merge, or dispose and stay
 *     data            protect      -> bytes -> save, send             receive -> ApplicationReceived -> save, show
 *
 * A `StagedCommit` is the next epoch in full and can be stored before the group takes it, so a crash between storing and sending
 * loses nothing. Message keys are used once and then erased: `save` after `protect`, after `createCommit` and after every
 * application message received, before its effect is seen by anyone.
 *
 * What a peer did wrong is an `MlsException`, and the group is then byte for byte what it was; any other error is the caller's.
 * Whatever waits is done one after the other, in the order of the calls.
 */
export class MlsGroup {
    /** The GroupInfo's extensions after `join`, signed by the member that let us in; otherwise empty, and not in snapshots. */
    readonly joinedGroupInfoExtensions: readonly Extension[];
    readonly #turns = new Turns();
    #state: GroupState;

    private constructor(state: GroupState, joinedGroupInfoExtensions: readonly Extension[]) {
        this.#state = state;
        this.joinedGroupInfoExtensions = joinedGroupInfoExtensions;
    }

    /** A new group of one, in epoch 0 (RFC 9420 §11). Refused if the creator's own leaf breaks a rule. */
    static async create(creation: GroupCreation): Promise<MlsGroup> {
        return new MlsGroup(await createState(creation), []);
    }

    /**
     * Joins by an MLSMessage with a Welcome (RFC 9420 §12.4.3.1). Afterwards the init key has served; throw the secrets away once
     * the group is stored. Throws a TypeError when the secrets, which are lent, are not the package's.
     */
    static async join(welcome: Uint8Array, keyPackage: KeyPackage, secrets: KeyPackageSecrets, options: JoinOptions): Promise<MlsGroup> {
        const { state, extensions } = await joinState(welcome, keyPackage, secrets, options);
        return new MlsGroup(state, extensions);
    }

    /** Reads what `save` or `StagedCommit.save` wrote, from a trusted store. Refuses a version that this release does not read. */
    static load(snapshot: Uint8Array): MlsGroup {
        return new MlsGroup(loadState(snapshot), []);
    }

    /** References of the key packages that a Welcome is for, to find the own one (RFC 9420 §12.4.3.1). */
    static peekWelcome(welcome: Uint8Array): Bytes[] {
        return decodeWelcome(welcome).secrets.map((entry) => entry.newMember);
    }

    /** Reads what an MLSMessage shows without keys; nothing of it is verified. */
    static peekHeader(mlsMessage: Uint8Array): MessageHeader {
        return peekHeader(mlsMessage);
    }

    /** The epoch; lent. */
    get state(): GroupState {
        return this.#state;
    }

    get suite(): CipherSuite {
        return this.#state.suite;
    }

    get groupId(): Bytes {
        return this.#state.context.groupId;
    }

    /** The epoch, 0 first. */
    get epoch(): bigint {
        return this.#state.context.epoch;
    }

    /** The place of this client. */
    get ownLeaf(): LeafIndex {
        return this.#state.own;
    }

    /** Everyone in the group, by place. */
    get members(): Member[] {
        return membersOf(this.#state.tree);
    }

    get groupContextExtensions(): readonly Extension[] {
        return this.#state.context.extensions;
    }

    /** Equal for members with one view of the group (RFC 9420 §8.7). */
    get epochAuthenticator(): Bytes {
        return copyOf(this.#state.secrets.epochAuthenticator.bytes);
    }

    /** The hash over all commits so far (RFC 9420 §8.2). */
    get confirmedTranscriptHash(): Bytes {
        return this.#state.context.confirmedTranscriptHash;
    }

    /**
     * Signs what an application shows to others as its own, with the key of the own leaf. The message begins with a label of the
     * application's that is no `SignContent` of RFC 9420 §5.1.2.
     */
    signWithLeafKey(message: Uint8Array): Promise<Bytes> {
        return this.#state.signatureKey.sign(message);
    }

    /** What the group keeps of earlier epochs. */
    get retention(): GroupRetention {
        return this.#state.history.retention;
    }

    /** Proposals of this epoch that a commit may refer to, in the order in which they came. */
    get pendingProposals(): readonly Omit<CachedProposal, 'ownKeys'>[] {
        return this.#state.proposals.map(({ reference, proposal, sender }) => ({ reference, proposal, sender }));
    }

    /** The ReInit that ended the group; undefined while it goes on. An ended group sends and receives nothing (RFC 9420 §11.2). */
    get reInit(): ReInitProposal | undefined {
        return this.#state.reInit;
    }

    /** The resumption key of this epoch, for another group (RFC 9420 §8.6). */
    exportResumptionPsk(): ResumptionPsk {
        return { groupId: this.groupId, epoch: this.epoch, secret: this.#state.secrets.resumptionPsk.copy() };
    }

    /** MLS-Exporter of this epoch (RFC 9420 §8.5), 1 to 255 hashes long; the caller wipes it. */
    export(label: string, context: Uint8Array, length: number): Bytes {
        return exportSecret(this.suite, this.#state.secrets.exporterSecret, label, context, length);
    }

    /** Everything this member knows, secrets included, for an encrypted store; the caller wipes the bytes after use. */
    save(): Bytes {
        return saveState(this.#state);
    }

    /**
     * Seals application data (RFC 9420 §6.3) as an MLSMessage (PrivateMessage). The authenticated data is signed with it and readable
     * without keys; all data up to `paddedBytes` gives messages of one size, 0 for none. Spends a key: save before the bytes leave.
     * Both inputs are copied at once; the copy of the data is wiped.
     */
    protect(applicationData: Uint8Array, authenticatedData: Uint8Array, paddedBytes: number): Promise<Bytes> {
        const data = copyOf(applicationData);
        const shown = copyOf(authenticatedData);
        return this.#turns.take(async () => {
            try {
                if (paddedBytes < 0) throw new RangeError('padding is not negative');
                this.#requireGoingOn();
                return await protectData(this.#state, data, shown, paddedBytes);
            } finally {
                wipe(data);
            }
        });
    }

    /**
     * Makes a commit and the epoch it leads to (RFC 9420 §12.4.1). The group stays in its epoch; only one key of the own handshake
     * ratchet is spent, so save the group, too. Refused if a key package breaks a rule; a RangeError if a leaf to remove is the own
     * one, is named twice or is not in the tree.
     */
    createCommit(request: CommitRequest): Promise<CommitBundle> {
        return this.#turns.take(async () => {
            this.#requireGoingOn();
            return buildCommit(this.#state, request);
        });
    }

    /**
     * Opens and checks a message of this epoch. An application message or a proposal spends its key when everything about it has
     * proved genuine. A commit changes nothing here: it can be received again until it is merged. Proposals are kept for commits that
     * refer to them, and those outside may propose and join, unless the options hear Adds and Removes only. Application messages of
     * earlier epochs are opened as far as `GroupRetention.pastEpochs` allows.
     */
    receive(mlsMessage: Uint8Array, options: ReceiveOptions): Promise<ReceivedMessage> {
        return this.#turns.take(async () => {
            const { received, state } = await receiveMessage(this.#state, mlsMessage, options);
            this.#state = state;
            return received;
        });
    }

    /** Decrypts only who sent a PrivateMessage of this epoch and with which generation; any member could have written that. */
    peekSender(privateMessage: Uint8Array): Promise<MessageSender> {
        return this.#turns.take(() => peekSenderOf(this.#state, privateMessage));
    }

    /**
     * Goes to the epoch of a commit, ours or received; the old epoch's secrets are overwritten. Throws when the commit is of another
     * epoch, was merged already or removes this client.
     */
    merge(staged: StagedCommit): Promise<void> {
        return this.#turns.take(async () => {
            const base = encode(staged.baseContext, writeGroupContext);
            if (!equalBytes(base, encode(this.#state.context, writeGroupContext))) {
                throw new Error('the commit does not start from the epoch of the group');
            }
            const ended = this.#state;
            this.#state = staged.takeNext();
            disposeEnded(ended, this.#state);
        });
    }

    /** Overwrites every secret, once what was begun is done. The group is of no use afterwards. */
    dispose(): Promise<void> {
        return this.#turns.take(async () => disposeState(this.#state));
    }

    #requireGoingOn(): void {
        if (this.#state.reInit !== undefined) throw new Error('the group was ended by a ReInit');
    }
}
