import { SenderType } from '../framing/senderType.ts';
import type { LeafUpdate, Member } from '../groups/member.ts';
import type { LeafNode } from '../tree/leafNode.ts';
import type { RatchetTree } from '../tree/ratchetTree.ts';
import type { AppliedProposals } from './appliedProposals.ts';
import { ofKind, type AttributedProposal } from './attributedProposal.ts';

/**
 * Puts a checked list of proposals into effect on a working copy of the tree (RFC 9420 §12.3): updates first, then removes, then
 * adds, each in the order of the list.
 */
export function applyProposals(tree: RatchetTree, list: readonly AttributedProposal[]): AppliedProposals {
    const updates = list.flatMap((item) => applyUpdate(tree, item));
    const removes = ofKind(list, 'remove').map(({ removed }): Member => {
        const leaf = tree.leaf(removed) as LeafNode; // Occupied, as the rules have checked.
        tree.removeLeaf(removed);
        return { index: removed, leaf };
    });
    return {
        updates,
        removes,
        adds: ofKind(list, 'add').map(({ keyPackage }) => ({ index: tree.addLeaf(keyPackage.leafNode), keyPackage })),
        psks: ofKind(list, 'preSharedKey').map(({ psk }) => psk),
        joiners: [],
        extensions: ofKind(list, 'groupContextExtensions')[0]?.extensions,
        reInit: ofKind(list, 'reInit')[0],
        externalInit: ofKind(list, 'externalInit')[0],
    };
}

function applyUpdate(tree: RatchetTree, { proposal, sender }: AttributedProposal): LeafUpdate[] {
    if (proposal.kind !== 'update' || sender.type !== SenderType.Member) return []; // A member's, as the rules have checked.
    const before = tree.leaf(sender.leaf) as LeafNode;
    tree.updateLeaf(sender.leaf, proposal.leafNode);
    return [{ index: sender.leaf, before, after: proposal.leafNode }];
}
