import { utf8, type Bytes } from '../src/core/bytes.ts';
import { encode } from '../src/core/mls/codec/tlsEncoding.ts';
import { EpochChange } from '../src/core/mls/commits/epochChange.ts';
import { hpkeSendExport } from '../src/core/mls/crypto/hpke.ts';
import { HpkeKeyPair } from '../src/core/mls/crypto/hpkeKeyPair.ts';
import type { Extension } from '../src/core/mls/extensions/extension.ts';
import { ContentType } from '../src/core/mls/framing/contentType.ts';
import { memberSender } from '../src/core/mls/framing/sender.ts';
import { SenderType } from '../src/core/mls/framing/senderType.ts';
import { WireFormat } from '../src/core/mls/framing/wireFormat.ts';
import { provisionalContext } from '../src/core/mls/groups/groupState.ts';
import type { Commit } from '../src/core/mls/messages/commit.ts';
import { writeGroupContext } from '../src/core/mls/messages/groupContext.ts';
import type { Proposal } from '../src/core/mls/messages/proposal.ts';
import type { ProposalOrRef } from '../src/core/mls/messages/proposalOrRef.ts';
import { addedLeaves } from '../src/core/mls/proposals/appliedProposals.ts';
import { applyProposals } from '../src/core/mls/proposals/proposalApplier.ts';
import { resolveProposals } from '../src/core/mls/proposals/proposalListRules.ts';
import { zeroSecret, type NamedPsk } from '../src/core/mls/schedule/pskSecret.ts';
import type { LeafIndex } from '../src/core/mls/tree/leafIndex.ts';
import { signLeaf, type LeafNode } from '../src/core/mls/tree/leafNode.ts';
import { createPath, sealPath } from '../src/core/mls/tree/treeKem.ts';
import type { UpdatePath } from '../src/core/mls/tree/updatePath.ts';
import { forgePrivate, forgePublic, forgeUntagged, signForgery } from './forgedMessage.ts';
import type { GroupMember } from './groupMember.ts';

type CommitForgery = {
    readonly hasPath?: boolean;
    readonly path?: (path: UpdatePath) => UpdatePath | Promise<UpdatePath>;
    readonly tag?: (tag: Bytes) => Bytes;
    readonly isPublic?: boolean;
    readonly psks?: readonly NamedPsk[];
    /** The extensions that path secrets are sealed under, if not the right ones. */
    readonly extensions?: readonly Extension[];
};

export const byValue = (proposal: Proposal): ProposalOrRef => ({ type: 'value', proposal });
export const byReference = (reference: Bytes): ProposalOrRef => ({ type: 'reference', reference });

/** A commit made step by step from a member's secrets, with one thing changed; as it stands it is good. */
export async function forgeCommit(member: GroupMember, list: readonly ProposalOrRef[], forgery: CommitForgery = {}): Promise<Bytes> {
    const { state } = member.group;
    const { suite, interimTranscriptHash, secrets } = state;
    const tree = state.tree.copy();
    const applied = applyProposals(tree, resolveProposals(state.proposals, list, memberSender(state.own)));
    const fresh = forgery.hasPath === false ? undefined : await createPath(tree, state.own, state.signatureKey, state.context.groupId);
    const extensions = applied.extensions ?? state.context.extensions;
    const sealedUnder = provisionalContext(state, tree, forgery.extensions ?? extensions);
    const sealed = fresh && (await sealPath(suite, tree, fresh, encode(sealedUnder, writeGroupContext), addedLeaves(applied)));
    const path = sealed && (await (forgery.path ?? ((same) => same))(sealed));
    const content = { type: ContentType.Commit, commit: { proposals: list, path } as Commit };
    const signed = await signForgery(state, { content }, forgery.isPublic === true ? WireFormat.PublicMessage : WireFormat.PrivateMessage);
    const commitSecret = fresh?.secrets.commitSecret ?? zeroSecret(suite);
    const start = { suite, interimTranscriptHash, initSecret: secrets.initSecret, commitSecret, psks: forgery.psks ?? [] };
    const { confirmationTag: right } = new EpochChange(start, signed, provisionalContext(state, tree, extensions));
    const confirmationTag = (forgery.tag ?? ((same) => same))(right);
    return (forgery.isPublic === true ? forgePublic : forgePrivate)(state, { content, confirmationTag });
}

/** A commit whose list alone is looked at; its tag is nothing. */
export function forgeList(member: GroupMember, ...proposals: ProposalOrRef[]): Promise<Bytes> {
    return forgePrivate(member.group.state, { content: { type: ContentType.Commit, commit: { proposals, path: undefined } } });
}

/** The committer's leaf, changed and signed again. */
export function withLeaf({ group }: GroupMember, change: (leaf: LeafNode) => Partial<LeafNode>): (path: UpdatePath) => Promise<UpdatePath> {
    const { signatureKey, context, own } = group.state;
    return async (path) => {
        const leafNode = await signLeaf({ ...path.leafNode, ...change(path.leafNode) }, signatureKey, context.groupId, own);
        return { ...path, leafNode };
    };
}

type ExternalForgery = {
    readonly removes?: LeafIndex;
    readonly list?: (list: readonly ProposalOrRef[]) => readonly ProposalOrRef[];
    readonly leaf?: (leaf: LeafNode) => LeafNode;
    readonly hasPath?: boolean;
    readonly tag?: (tag: Bytes) => Bytes;
};

/** An external commit with one thing changed; the member lends what a GroupInfo says. */
export async function forgeExternalCommit(member: GroupMember, joiner: GroupMember, forgery: ExternalForgery = {}): Promise<Bytes> {
    const { state } = member.group;
    const { suite, interimTranscriptHash, secrets, context } = state;
    const external = await HpkeKeyPair.deriveFrom(suite, secrets.externalSecret.bytes);
    const { kemOutput, exported } = await hpkeSendExport(suite, external.publicKey, utf8('MLS 1.0 external init secret'));
    const tree = state.tree.copy();
    const list = [byValue({ kind: 'externalInit', kemOutput: kemOutput as Bytes })];
    if (forgery.removes !== undefined) {
        tree.removeLeaf(forgery.removes);
        list.push(byValue({ kind: 'remove', removed: forgery.removes }));
    }
    const own = tree.addLeaf((forgery.leaf ?? ((same) => same))(joiner.keyPackage.leafNode));
    const fresh = await createPath(tree, own, joiner.signatureKey, context.groupId);
    const provisional = provisionalContext(state, tree, context.extensions);
    const path = await sealPath(suite, tree, fresh, encode(provisional, writeGroupContext), []);
    const proposals = (forgery.list ?? ((same) => same))(list);
    const content = { type: ContentType.Commit, commit: { proposals, path: forgery.hasPath === false ? undefined : path } };
    const sender = { type: SenderType.NewMemberCommit };
    const author = { content, sender, signer: joiner.signatureKey };
    const signed = await signForgery(state, author, WireFormat.PublicMessage);
    const start = { suite, interimTranscriptHash, initSecret: exported, commitSecret: fresh.secrets.commitSecret, psks: [] };
    const { confirmationTag } = new EpochChange(start, signed, provisional);
    return forgeUntagged(state, { ...author, confirmationTag: (forgery.tag ?? ((same) => same))(confirmationTag) });
}
