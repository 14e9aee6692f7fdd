using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Tests.Interop;

/// <summary>Valid trees that ts-mls 1.6.4 gets wrong; a schedule goes around them and counts how often.</summary>
internal static class PeerLimits
{
    /// <summary>Whether the commit leads to such a tree.</summary>
    internal static bool Exceeds(RatchetTree before, LeafIndex maker, CommitPlan plan)
    {
        var tree = before.Copy();
        foreach (var leaf in plan.Removes)
        {
            tree.RemoveLeaf(leaf);
        }

        var isUnsorted = false;
        for (var adds = plan.Adds.Count; adds > 0; adds--)
        {
            isUnsorted |= WouldBeUnsorted(tree, tree.AddLeaf(before.Leaf(maker)!));
        }

        return isUnsorted || (plan.NeedsPath && HasBlankRoot(tree, maker));
    }

    // It appends to unmerged_leaves where RFC 9420 §7.1 wants them sorted, so its tree hash is another.
    private static bool WouldBeUnsorted(RatchetTree tree, LeafIndex added) =>
        TreeMath.DirectPath(added, tree.LeafCount).Exists(node => tree.Parent(node)?.UnmergedLeaves.Any(leaf => leaf.Value > added.Value) ?? false);

    // It takes the commit secret from the root even if the path ends below, because the other half of the tree is empty (§7.4).
    private static bool HasBlankRoot(RatchetTree tree, LeafIndex maker) =>
        tree.LeafCount > 1 && !tree.FilteredDirectPath(maker).Contains(tree.Root);
}
