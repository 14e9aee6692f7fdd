import { equalBytes } from '../../bytes.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import type { Extension } from '../extensions/extension.ts';
import { findExternalSenders } from '../extensions/externalSenders.ts';
import { findRequiredCapabilities } from '../extensions/requiredCapabilities.ts';
import { ProtocolVersion } from '../framing/protocolVersion.ts';
import type { Sender } from '../framing/sender.ts';
import { SenderType } from '../framing/senderType.ts';
import type { GroupState } from '../groups/groupState.ts';
import type { ReceiveOptions } from '../groups/receiveOptions.ts';
import { requireValidKeyPackage } from '../keypackages/keyPackageRules.ts';
import type { PreSharedKeyId } from '../messages/preSharedKeyId.ts';
import type { Proposal } from '../messages/proposal.ts';
import { ResumptionPskUsage } from '../messages/resumptionPskUsage.ts';
import { MlsException } from '../mlsException.ts';
import type { KeyPackage } from '../keypackages/keyPackage.ts';
import type { LeafNode } from '../tree/leafNode.ts';
import { LeafNodeSource } from '../tree/leafNodeSource.ts';
import { requireGroupCapabilities, requireSource, requireUsableKey, requireValidLeaf } from '../tree/leafNodeRules.ts';
import { requireAccepted } from '../tree/ratchetTreeRules.ts';
import type { AttributedProposal } from './attributedProposal.ts';

// Refusals of single proposals (RFC 9420 §12.1).

/** What holds for a proposal whether it stands in a commit or on its own; without options it is our own. */
export async function requireValidProposal(
    state: GroupState,
    item: AttributedProposal,
    extensions: readonly Extension[],
    options: ReceiveOptions | undefined,
): Promise<void> {
    requireSender(item);
    const { proposal, sender } = item;
    switch (proposal.kind) {
        case 'add':
            return requireAdd(state, proposal.keyPackage, extensions, options);
        case 'update':
            return requireUpdate(state, proposal.leafNode, sender, extensions, options);
        case 'remove':
            if (state.tree.leaf(proposal.removed) === undefined) throw new MlsException('RemovedLeafUnknown');
            return;
        case 'preSharedKey':
            return requirePsk(state.suite, proposal.psk);
        case 'reInit':
            if (proposal.version < ProtocolVersion.Mls10) throw new MlsException('ReInitVersionTooOld');
            return;
        case 'groupContextExtensions':
            return requireReadable(proposal.extensions);
        case 'externalInit':
            return;
    }
}

/**
 * §12.1.8: outsiders propose neither Updates nor ExternalInits, joiners only their own Add; §12.1.6: ExternalInit is for external
 * commits.
 */
function requireSender({ proposal, sender }: AttributedProposal): void {
    if (!maySend(sender.type, proposal.kind)) throw new MlsException('ProposalSenderWrong');
}

/** §12.1.4, §8.4: a full nonce; resumption keys only for the application's own reasons. */
function requirePsk(suite: CipherSuite, id: PreSharedKeyId): void {
    if (id.nonce.length !== suite.hashBytes) throw new MlsException('PskNonceInvalid');
    if (id.type === 'resumption' && id.usage !== ResumptionPskUsage.Application) throw new MlsException('PskUsageWrong');
}

function maySend(sender: SenderType, kind: Proposal['kind']): boolean {
    switch (sender) {
        case SenderType.Member:
            return kind !== 'externalInit';
        case SenderType.External:
            return kind !== 'update' && kind !== 'externalInit';
        case SenderType.NewMemberProposal:
            return kind === 'add';
        case SenderType.NewMemberCommit:
            return kind === 'externalInit' || kind === 'remove' || kind === 'preSharedKey';
    }
}

async function requireAdd(
    state: GroupState,
    keyPackage: KeyPackage,
    extensions: readonly Extension[],
    options: ReceiveOptions | undefined,
): Promise<void> {
    await requireValidKeyPackage(keyPackage, state.suite, options?.currentTime, options?.maxLifetime);
    requireGroupCapabilities(keyPackage.leafNode, extensions);
    if (options !== undefined) await requireAccepted(options.validator, keyPackage.leafNode);
}

async function requireUpdate(
    state: GroupState,
    leaf: LeafNode,
    sender: Sender,
    extensions: readonly Extension[],
    options: ReceiveOptions | undefined,
): Promise<void> {
    const old = sender.type === SenderType.Member ? state.tree.leaf(sender.leaf) : undefined;
    if (sender.type !== SenderType.Member || old === undefined) throw new MlsException('SenderUnknown');
    requireSource(leaf, LeafNodeSource.Update);
    await requireValidLeaf(leaf, state.suite, state.context.groupId, sender.leaf);
    requireUsableKey(leaf, state.suite);
    requireGroupCapabilities(leaf, extensions);
    if (equalBytes(old.encryptionKey, leaf.encryptionKey)) throw new MlsException('UpdateKeyUnchanged');
    await options?.validator.validateSuccessor(old.credential, leaf.credential, leaf.signatureKey);
}

function requireReadable(extensions: readonly Extension[]): void {
    findRequiredCapabilities(extensions);
    findExternalSenders(extensions);
}
