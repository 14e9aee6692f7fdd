using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Proposals;

/// <summary>Puts a checked list of proposals into effect on a working copy of the tree (RFC 9420 §12.3).</summary>
internal static class ProposalApplier
{
    /// <summary>The same for proposals of one member.</summary>
    internal static AppliedProposals Apply(RatchetTree tree, IReadOnlyList<Proposal> proposals, LeafIndex sender) =>
        Apply(tree, [.. proposals.Select(proposal => new AttributedProposal(proposal, Sender.Member(sender)))]);

    /// <summary>Updates first, then Removes, then Adds, each in the order of the list.</summary>
    internal static AppliedProposals Apply(RatchetTree tree, IReadOnlyList<AttributedProposal> attributed)
    {
        var proposals = attributed.Select(item => item.Proposal).ToList();
        var applied = new AppliedProposals
        {
            Extensions = proposals.OfType<Proposal.GroupContextExtensions>().FirstOrDefault()?.Extensions,
            ReInit = proposals.OfType<Proposal.ReInit>().FirstOrDefault(),
            ExternalInit = proposals.OfType<Proposal.ExternalInit>().FirstOrDefault(),
        };
        foreach (var (proposal, sender) in attributed)
        {
            if (proposal is Proposal.Update update)
            {
                applied.Updates.Add(new LeafUpdate(sender.Leaf, tree.Leaf(sender.Leaf)!, update.LeafNode)); // A member's, as the rules have checked.
                tree.UpdateLeaf(sender.Leaf, update.LeafNode);
            }
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

        applied.Psks.AddRange(proposals.OfType<Proposal.PreSharedKey>().Select(psk => psk.Psk));
        return applied;
    }
}
