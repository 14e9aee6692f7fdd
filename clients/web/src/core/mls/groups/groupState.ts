import type { Bytes } from '../../bytes.ts';
import { encode } from '../codec/tlsEncoding.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import type { Secret } from '../crypto/secret.ts';
import type { SignatureKeyPair } from '../crypto/signatureKeyPair.ts';
import type { Extension } from '../extensions/extension.ts';
import type { GroupContext } from '../messages/groupContext.ts';
import type { ReInitProposal } from '../messages/proposal.ts';
import { MlsException } from '../mlsException.ts';
import { emptyCache, keysOf, type ProposalCache } from '../proposals/proposalCache.ts';
import { allOf, deriveEpochSecrets, type EpochSecrets } from '../schedule/epochSecrets.ts';
import { encryptionSecret } from '../schedule/keySchedule.ts';
import { interimTranscriptHash } from '../schedule/transcriptHash.ts';
import { SecretTree } from '../secrets/secretTree.ts';
import type { LeafIndex } from '../tree/leafIndex.ts';
import type { PrivateTree } from '../tree/privateTree.ts';
import type { RatchetTree } from '../tree/ratchetTree.ts';
import { writeRatchetTree } from '../tree/ratchetTreeExtension.ts';
import { treeHash } from '../tree/treeHash.ts';
import { secretsOf, type GroupHistory } from './groupHistory.ts';

const lastEpoch = 2n ** 64n - 1n;

/** What an epoch is entered with, beside its secret. */
type GroupEntry = {
    readonly suite: CipherSuite;
    readonly context: GroupContext;
    readonly tree: RatchetTree;
    /** The place of this client. */
    readonly own: LeafIndex;
    readonly keys: PrivateTree;
    readonly signatureKey: SignatureKeyPair;
    readonly confirmationTag: Bytes;
    /** What is kept of earlier epochs; its secrets are shared with those epochs. */
    readonly history: GroupHistory;
    /** The proposal that ended the group with the commit that leads here. */
    readonly reInit: ReInitProposal | undefined;
};

/** One epoch as one member knows it. Nothing in it changes but the ratchets, whose used keys are overwritten. */
export type GroupState = GroupEntry & {
    readonly secrets: EpochSecrets;
    readonly ratchets: SecretTree;
    readonly interimTranscriptHash: Bytes;
    /** The proposals that a commit of this epoch may refer to. */
    readonly proposals: ProposalCache;
    /** The ratchet_tree encoding, made once an epoch because every snapshot has it. */
    readonly encodedTree: () => Bytes;
};

type Disposable = { dispose(): void };

/** Starts an epoch; takes ownership of keys, not of the epoch secret. */
export function enterEpoch(entry: GroupEntry, epochSecret: Secret): GroupState {
    const { suite, context, tree, confirmationTag } = entry;
    return {
        ...entry,
        secrets: deriveEpochSecrets(suite, epochSecret),
        ratchets: SecretTree.of(suite, tree.leafCount, encryptionSecret(suite, epochSecret)),
        interimTranscriptHash: interimTranscriptHash(suite, context.confirmedTranscriptHash, confirmationTag),
        proposals: emptyCache,
        encodedTree: encodedOnce(tree),
    };
}

/** The encoding of a tree that does not change any more, made when it is first asked for. */
export function encodedOnce(tree: RatchetTree): () => Bytes {
    let encoded: Bytes | undefined;
    return () => (encoded ??= encode(tree, writeRatchetTree));
}

/** The context of the next epoch but for its transcript hash: what path secrets are sealed under (RFC 9420 §12.4.1). */
export function provisionalContext(state: GroupState, tree: RatchetTree, extensions: readonly Extension[]): GroupContext {
    if (state.context.epoch === lastEpoch) throw new MlsException('EpochMismatch');
    return { ...state.context, extensions, epoch: state.context.epoch + 1n, treeHash: treeHash(state.suite, tree) };
}

/** Overwrites the secrets of an epoch, not those of its history. */
export function disposeEpoch(state: GroupState): void {
    for (const owned of ownedBy(state)) owned.dispose();
}

/** Overwrites everything a state leads to. */
export function disposeState(state: GroupState): void {
    for (const owned of [...ownedBy(state), ...secretsOf(state.history)]) owned.dispose();
}

/** Overwrites what the next epoch's history does not keep of an epoch that is over (RFC 9420 §9.2). */
export function disposeEnded(ended: GroupState, next: GroupState): void {
    const kept = new Set(secretsOf(next.history));
    for (const owned of [...ownedBy(ended), ...secretsOf(ended.history)]) {
        if (!kept.has(owned)) owned.dispose();
    }
}

function ownedBy(state: GroupState): Disposable[] {
    return [state.keys, state.signatureKey, state.ratchets, ...allOf(state.secrets), ...keysOf(state.proposals)];
}
