using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Proposals;

/// <summary>Puts a checked list of proposals into effect on a working copy of the tree (RFC 9420 §12.3).</summary>
internal static class ProposalApplier
{
    /// <summary>Updates first, then Removes, then Adds, each in the order of the list.</summary>
    internal static AppliedProposals Apply(RatchetTree tree, IReadOnlyList<Proposal> proposals, LeafIndex sender)
    {
        var applied = new AppliedProposals();
        foreach (var update in proposals.OfType<Proposal.Update>())
        {
            tree.UpdateLeaf(sender, update.LeafNode);
        }

        foreach (var remove in proposals.OfType<Proposal.Remove>())
        {
            applied.Removes.Add(new Member(remove.Removed, tree.Leaf(remove.Removed)!)); // Occupied, as the rules have checked.
            tree.RemoveLeaf(remove.Removed);
        }

        foreach (var add in proposals.OfType<Proposal.Add>())
        {
            applied.Adds.Add((tree.AddLeaf(add.KeyPackage.LeafNode), add.KeyPackage));
        }

        return applied;
    }
}
