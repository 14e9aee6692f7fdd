import { equalBytes } from '../../bytes.ts';
import { findExternalSenders } from '../extensions/externalSenders.ts';
import { ContentType } from '../framing/contentType.ts';
import type { FramedContent } from '../framing/framedContent.ts';
import { isMember, type Sender } from '../framing/sender.ts';
import { SenderType } from '../framing/senderType.ts';
import { MlsException } from '../mlsException.ts';
import type { LeafIndex } from '../tree/leafIndex.ts';
import type { LeafNode } from '../tree/leafNode.ts';
import type { RatchetTree } from '../tree/ratchetTree.ts';
import type { GroupState } from './groupState.ts';
import type { ReceiveOptions } from './receiveOptions.ts';

// Refusals before a message is opened (RFC 9420 §6, §6.1).

export function requireCurrent(state: GroupState, groupId: Uint8Array, epoch: bigint): void {
    if (!equalBytes(groupId, state.context.groupId)) throw new MlsException('GroupIdMismatch');
    if (epoch !== state.context.epoch) throw new MlsException('EpochMismatch');
    if (state.reInit !== undefined) throw new MlsException('GroupEnded');
}

/** §6: outsiders propose, joiners propose or commit, and application data is never in clear. */
export function requireContent({ sender, content }: FramedContent): void {
    if (!maySend(sender.type, content.type)) throw new MlsException('SenderContentMismatch');
}

export function requireHeard(sender: Sender, options: ReceiveOptions): void {
    if (sender.type !== SenderType.Member && options.onlyAddsAndRemoves) throw new MlsException('SenderNotSupported');
}

/** The key that a PublicMessage is to be signed with (§6.1). */
export function requireSignatureKey(state: GroupState, { sender, content }: FramedContent): Uint8Array {
    switch (sender.type) {
        case SenderType.Member:
            return requireMember(state.tree, sender.leaf).signatureKey;
        case SenderType.External:
            return requireExternalSender(state, sender.index);
        case SenderType.NewMemberProposal:
            if (content.type === ContentType.Proposal && content.proposal.kind === 'add') {
                return content.proposal.keyPackage.leafNode.signatureKey;
            }
            throw new MlsException('ProposalSenderWrong');
        case SenderType.NewMemberCommit:
            if (content.type === ContentType.Commit && content.commit.path !== undefined) return content.commit.path.leafNode.signatureKey;
            throw new MlsException('PathMissing');
    }
}

export function requireMember(tree: RatchetTree, sender: LeafIndex): LeafNode {
    const leaf = tree.leaf(sender);
    if (leaf === undefined) throw new MlsException('SenderUnknown');
    return leaf;
}

/** Looked at after the signature, so that no other member can pretend to be this one. */
export function requireOther(state: GroupState, sender: Sender): void {
    if (isMember(sender, state.own)) throw new MlsException('OwnMessage');
}

function maySend(sender: SenderType, content: ContentType): boolean {
    switch (sender) {
        case SenderType.Member:
            return true;
        case SenderType.External:
        case SenderType.NewMemberProposal:
            return content === ContentType.Proposal;
        case SenderType.NewMemberCommit:
            return content === ContentType.Commit;
    }
}

function requireExternalSender(state: GroupState, index: number): Uint8Array {
    const known = findExternalSenders(state.context.extensions)?.[index];
    if (known === undefined) throw new MlsException('ExternalSenderUnknown');
    return known.signatureKey;
}
