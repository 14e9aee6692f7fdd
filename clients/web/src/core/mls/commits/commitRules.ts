import { equalBytes, type Bytes } from '../../bytes.ts';
import type { CredentialValidator } from '../credentials/credentialValidator.ts';
import type { Extension } from '../extensions/extension.ts';
import type { Sender } from '../framing/sender.ts';
import { SenderType } from '../framing/senderType.ts';
import type { GroupState } from '../groups/groupState.ts';
import { membersOf } from '../groups/member.ts';
import type { ReceiveOptions } from '../groups/receiveOptions.ts';
import type { Commit } from '../messages/commit.ts';
import { MlsException } from '../mlsException.ts';
import type { AttributedProposal } from '../proposals/attributedProposal.ts';
import {
    needsPath,
    requireAddsAndRemoves,
    requireValidExternalList,
    requireValidList,
    resolveProposals,
} from '../proposals/proposalListRules.ts';
import type { LeafIndex } from '../tree/leafIndex.ts';
import type { LeafNode } from '../tree/leafNode.ts';
import { requireGroupCapabilities, requireSource, requireUsableKey, requireValidLeaf } from '../tree/leafNodeRules.ts';
import { LeafNodeSource } from '../tree/leafNodeSource.ts';
import type { RatchetTree } from '../tree/ratchetTree.ts';
import { requireAccepted, requireCredentialSupport, requireUniqueKeys } from '../tree/ratchetTreeRules.ts';
import type { UpdatePath } from '../tree/updatePath.ts';
import { requireNewKey } from '../tree/updatePathRules.ts';

// Refusals of commits beyond their list of proposals (RFC 9420 §12.4.2).

/** The proposals of a commit, resolved and checked. */
export async function requireProposals(
    state: GroupState,
    commit: Commit,
    sender: Sender,
    options: ReceiveOptions,
): Promise<AttributedProposal[]> {
    if (options.onlyAddsAndRemoves) requireAddsAndRemoves(commit.proposals);
    const list = resolveProposals(state.proposals, commit.proposals, sender);
    await (sender.type === SenderType.Member
        ? requireValidList(state, list, sender.leaf, options)
        : requireValidExternalList(state, list, options));
    return list;
}

export function requirePath(list: readonly AttributedProposal[], path: UpdatePath | undefined): void {
    if (path === undefined && needsPath(list)) throw new MlsException('PathMissing');
}

export async function requirePathLeaf(
    state: GroupState,
    committer: LeafIndex,
    leaf: LeafNode,
    extensions: readonly Extension[],
): Promise<void> {
    requireSource(leaf, LeafNodeSource.Commit);
    await requireValidLeaf(leaf, state.suite, state.context.groupId, committer);
    requireUsableKey(leaf, state.suite);
    requireGroupCapabilities(leaf, extensions);
}

/** A path leaf in place of an old one has a new key; the application judges who it is (§5.3.1, §12.2). */
export async function requireSuccessor(old: LeafNode | undefined, leaf: LeafNode, validator: CredentialValidator): Promise<void> {
    if (old === undefined) return requireAccepted(validator, leaf);
    requireNewKey(old, leaf);
    await validator.validateSuccessor(old.credential, leaf.credential, leaf.signatureKey);
}

/** Every member of the new epoch supports its new extensions (§12.1.7). */
export function requireSupport(tree: RatchetTree, changed: readonly Extension[] | undefined): void {
    if (changed === undefined) return;
    for (const { leaf } of membersOf(tree)) requireGroupCapabilities(leaf, changed);
}

export function requireTree(tree: RatchetTree): void {
    requireUniqueKeys(tree);
    requireCredentialSupport(tree);
}

export function requireConfirmation(expected: Bytes, tag: Bytes): void {
    if (!equalBytes(expected, tag)) throw new MlsException('ConfirmationTagInvalid');
}
