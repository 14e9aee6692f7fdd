using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Proposals;

/// <summary>Refusals of a commit's list of proposals (RFC 9420 §12.2).</summary>
internal static class ProposalListRules
{
    /// <summary>The proposals of a member's commit, all inline, Adds and Removes only so far.</summary>
    internal static IReadOnlyList<Proposal> RequireValid(IReadOnlyList<ProposalOrRef> list, RatchetTree tree, LeafIndex committer)
    {
        var proposals = list.Select(RequireSupported).ToList();
        var removed = proposals.OfType<Proposal.Remove>().Select(remove => remove.Removed).ToList();
        RequireCommitterStays(removed, committer);
        RequireKnown(removed, tree);
        RequireDistinct(removed);
        return proposals;
    }

    /// <summary>Only a list of nothing but Adds may come without an UpdatePath (§12.4).</summary>
    internal static bool NeedsPath(IReadOnlyList<Proposal> proposals) =>
        proposals.Count == 0 || proposals.Any(proposal => proposal is not Proposal.Add);

    private static Proposal RequireSupported(ProposalOrRef item) =>
        item is ProposalOrRef.ByValue { Proposal: Proposal.Add or Proposal.Remove } byValue
            ? byValue.Proposal
            : throw new MlsException(MlsError.ProposalNotSupported);

    private static void RequireCommitterStays(List<LeafIndex> removed, LeafIndex committer)
    {
        if (removed.Contains(committer))
        {
            throw new MlsException(MlsError.CommitterRemoved);
        }
    }

    private static void RequireKnown(List<LeafIndex> removed, RatchetTree tree)
    {
        if (removed.Exists(index => tree.Leaf(index) is null))
        {
            throw new MlsException(MlsError.RemovedLeafUnknown);
        }
    }

    private static void RequireDistinct(List<LeafIndex> removed)
    {
        if (removed.Distinct().Count() != removed.Count)
        {
            throw new MlsException(MlsError.RemoveDuplicate);
        }
    }
}
