import { encode } from '../codec/tlsEncoding.ts';
import type { Secret } from '../crypto/secret.ts';
import type { AuthenticatedContent } from '../framing/authenticatedContent.ts';
import type { Sender } from '../framing/sender.ts';
import { SenderType } from '../framing/senderType.ts';
import { historyAfter } from '../groups/groupHistory.ts';
import { enterEpoch, provisionalContext, type GroupState } from '../groups/groupState.ts';
import type { ReceiveOptions } from '../groups/receiveOptions.ts';
import type { Commit } from '../messages/commit.ts';
import { writeGroupContext, type GroupContext } from '../messages/groupContext.ts';
import { addedLeaves, type AppliedProposals } from '../proposals/appliedProposals.ts';
import type { CachedProposal } from '../proposals/cachedProposal.ts';
import { applyProposals } from '../proposals/proposalApplier.ts';
import { findPsks } from '../proposals/pskLookup.ts';
import { zeroSecret } from '../schedule/pskSecret.ts';
import { nodeOf, type LeafIndex } from '../tree/leafIndex.ts';
import type { LeafNode } from '../tree/leafNode.ts';
import type { PathSecrets } from '../tree/pathSecrets.ts';
import type { PrivateTree } from '../tree/privateTree.ts';
import type { RatchetTree } from '../tree/ratchetTree.ts';
import { applyPath, openPath } from '../tree/treeKem.ts';
import { requireUnusedKeys } from '../tree/updatePathRules.ts';
import { openExternalInit } from '../welcomes/externalInit.ts';
import {
    requireConfirmation,
    requirePath,
    requirePathLeaf,
    requireProposals,
    requireSuccessor,
    requireSupport,
    requireTree,
} from './commitRules.ts';
import { EpochChange } from './epochChange.ts';
import { StagedCommit } from './stagedCommit.ts';

/** A commit whose public half was checked and stands in the tree. */
type ReceivedCommit = {
    readonly signed: AuthenticatedContent;
    readonly path: Commit['path'];
    readonly applied: AppliedProposals;
    readonly tree: RatchetTree;
    readonly committer: LeafIndex;
    readonly provisional: GroupContext;
};

type Place = { readonly index: LeafIndex; readonly old: LeafNode | undefined; readonly applied: AppliedProposals };

/** A commit, already authenticated, into the epoch it leads to (RFC 9420 §12.4.2). Works on copies only. */
export async function processCommit(
    state: GroupState,
    signed: AuthenticatedContent,
    commit: Commit,
    options: ReceiveOptions,
): Promise<StagedCommit> {
    const { sender } = signed.content;
    const { path } = commit;
    const list = await requireProposals(state, commit, sender, options);
    requirePath(list, path);
    const tree = state.tree.copy();
    const proposed = applyProposals(tree, list);
    const extensions = proposed.extensions ?? state.context.extensions;
    const place = placeOf(sender, tree, proposed, path?.leafNode);
    const { applied } = place;
    if (path !== undefined) {
        await requirePathLeaf(state, place.index, path.leafNode, extensions);
        await requireSuccessor(place.old, path.leafNode, options.validator);
        requireUnusedKeys(tree, path);
        applyPath(state.suite, tree, place.index, path, addedLeaves(applied));
    }
    requireTree(tree);
    requireSupport(tree, applied.extensions);
    const provisional = provisionalContext(state, tree, extensions);
    const isRemoved = applied.removes.some((removed) => removed.index === state.own);
    const received = { signed, path, applied, tree, committer: place.index, provisional };
    const next = isRemoved ? undefined : await enterNext(state, received, options);
    return new StagedCommit(state, tree, applied, path?.leafNode, next);
}

// Someone who joins by the commit takes the leftmost blank place, as an Add would (§12.4.2).
function placeOf(sender: Sender, tree: RatchetTree, applied: AppliedProposals, leaf: LeafNode | undefined): Place {
    if (sender.type === SenderType.Member) return { index: sender.leaf, old: tree.leaf(sender.leaf), applied };
    if (leaf === undefined) throw new TypeError('an external commit has a path, as the rules have checked');
    const index = tree.addLeaf(leaf);
    return { index, old: applied.removes[0]?.leaf, applied: { ...applied, joiners: [{ index, leaf }] } };
}

async function enterNext(state: GroupState, received: ReceivedCommit, options: ReceiveOptions): Promise<GroupState> {
    const { suite, own } = state;
    const { tree, applied } = received;
    const keys = state.keys.copyFor(tree);
    const update = ownUpdate(state, applied);
    if (update !== undefined) keys.set(nodeOf(own), update.leafPair.copy());
    const owned: { dispose(): void }[] = [];
    try {
        const change = await changeOf(state, received, options, keys, owned);
        requireConfirmation(change.confirmationTag, received.signed.authentication.confirmationTag);
        const { context, confirmationTag } = change;
        const signatureKey = (update?.signatureKey ?? state.signatureKey).copy();
        const { reInit } = applied;
        const entry = { suite, context, tree, own, keys, signatureKey, confirmationTag, history: historyAfter(state), reInit };
        return enterEpoch(entry, change.epochSecret);
    } catch (refusal) {
        keys.dispose();
        throw refusal;
    } finally {
        for (const secret of owned) secret.dispose();
    }
}

/** The step of the key schedule; everything secret that it made goes to `owned`, whatever happens. */
async function changeOf(
    state: GroupState,
    received: ReceivedCommit,
    options: ReceiveOptions,
    keys: PrivateTree,
    owned: { dispose(): void }[],
): Promise<EpochChange> {
    const { suite, interimTranscriptHash } = state;
    const keep = <T extends { dispose(): void }>(made: T): T => {
        owned.push(made);
        return made;
    };
    const path = await openReceived(state, received, keys);
    if (path !== undefined) keep(path);
    const commitSecret = path?.commitSecret ?? keep(zeroSecret(suite));
    const external = await openInit(state, received.applied);
    const initSecret = external === undefined ? state.secrets.initSecret : keep(external);
    const psks = findPsks(received.applied.psks, options, state);
    const start = { suite, interimTranscriptHash, initSecret, commitSecret, psks };
    return keep(new EpochChange(start, received.signed, received.provisional));
}

async function openReceived(state: GroupState, received: ReceivedCommit, keys: PrivateTree): Promise<PathSecrets | undefined> {
    if (received.path === undefined) return undefined;
    const { tree, committer, provisional, applied } = received;
    const groupContext = encode(provisional, writeGroupContext);
    const opening = { suite: state.suite, tree, own: state.own, sender: committer, groupContext, added: addedLeaves(applied) };
    return openPath(opening, received.path, keys);
}

async function openInit(state: GroupState, applied: AppliedProposals): Promise<Secret | undefined> {
    if (applied.externalInit === undefined) return undefined;
    return openExternalInit(state.suite, state.secrets.externalSecret, applied.externalInit);
}

// An Update of ours that somebody else committed brings the keys that were kept with it.
function ownUpdate(state: GroupState, applied: AppliedProposals): CachedProposal['ownKeys'] {
    const mine = applied.updates.find((update) => update.index === state.own);
    const cached = state.proposals.find(({ proposal }) => proposal.kind === 'update' && proposal.leafNode === mine?.after);
    return cached?.ownKeys;
}
