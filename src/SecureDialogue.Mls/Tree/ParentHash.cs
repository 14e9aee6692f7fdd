using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;

namespace SecureDialogue.Mls.Tree;

/// <summary>The chain from each node to the one above it in the path that set both (RFC 9420 §7.9).</summary>
internal static class ParentHash
{
    /// <summary>Hash(ParentHashInput) of a parent and the child that is not on the path.</summary>
    internal static byte[] Compute(CipherSuite suite, RatchetTree tree, ParentNode parent, NodeIndex sibling)
    {
        using var input = new TlsWriter();
        input.WriteOpaque(parent.EncryptionKey);
        input.WriteOpaque(parent.ParentHash);
        input.WriteOpaque(TreeHash.ComputeWithout(suite, tree, sibling, parent.UnmergedLeaves));
        return suite.Crypto.Hash(suite, input.Written);
    }

    /// <summary>Sets the parent hashes along a fresh path, from the root down, and returns the leaf's (RFC 9420 §7.9.1).</summary>
    internal static byte[] SetAlongPath(CipherSuite suite, RatchetTree tree, LeafIndex leaf, IReadOnlyList<NodeIndex> filteredPath)
    {
        byte[] hash = [];
        for (var i = filteredPath.Count - 1; i >= 0; i--)
        {
            var node = filteredPath[i];
            var parent = tree.Parent(node)! with { ParentHash = hash }; // The caller has set every node of the path.
            tree.Set(node, parent);
            hash = Compute(suite, tree, parent, TreeMath.ChildAwayFrom(node, leaf));
        }

        return hash;
    }

    /// <summary>Whether some node below links to this one (RFC 9420 §7.9.2).</summary>
    internal static bool IsLinkedFromBelow(CipherSuite suite, RatchetTree tree, NodeIndex node)
    {
        var (left, right) = (TreeMath.Left(node), TreeMath.Right(node));
        return IsLinkedFrom(suite, tree, node, left, right) || IsLinkedFrom(suite, tree, node, right, left);
    }

    private static bool IsLinkedFrom(CipherSuite suite, RatchetTree tree, NodeIndex node, NodeIndex child, NodeIndex sibling)
    {
        var parent = tree.Parent(node)!; // Only asked for nodes that are not blank.
        var resolution = tree.Resolution(child);
        var unmerged = parent.UnmergedLeaves.Select(leaf => leaf.Node).Where(leaf => TreeMath.IsBelow(leaf, child)).ToHashSet();
        if (resolution.Count != unmerged.Count + 1)
        {
            return false;
        }

        var expected = Compute(suite, tree, parent, sibling);
        return resolution.Exists(linked =>
            !unmerged.Contains(linked)
            && LinkOf(tree, linked).SequenceEqual(expected)
            && resolution.TrueForAll(other => other == linked || unmerged.Contains(other)));
    }

    private static ReadOnlySpan<byte> LinkOf(RatchetTree tree, NodeIndex node) => tree.Node(node) switch
    {
        LeafNode leaf => leaf.ParentHash.Span,
        ParentNode parent => parent.ParentHash.Span,
        _ => [],
    };
}
