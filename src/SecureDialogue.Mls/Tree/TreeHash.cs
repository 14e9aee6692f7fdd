using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;

namespace SecureDialogue.Mls.Tree;

/// <summary>Hashes of subtrees (RFC 9420 §7.8).</summary>
internal static class TreeHash
{
    private const byte LeafType = 1;
    private const byte ParentType = 2;

    internal static byte[] Compute(CipherSuite suite, RatchetTree tree) => Compute(suite, tree, tree.Root);

    /// <summary>Hash(TreeHashInput) of the subtree under a node; kept in the tree.</summary>
    internal static byte[] Compute(CipherSuite suite, RatchetTree tree, NodeIndex node)
    {
        if (tree.CachedHash(node) is { } cached)
        {
            return cached;
        }

        var hash = node.IsLeaf
            ? HashLeaf(suite, node.Leaf, tree.Leaf(node.Leaf))
            : HashParent(
                suite, tree.Parent(node), Compute(suite, tree, TreeMath.Left(node)), Compute(suite, tree, TreeMath.Right(node)));
        tree.CacheHash(node, hash);
        return hash;
    }

    /// <summary>The hash the subtree had before some leaves were added (RFC 9420 §7.9, "original tree hash").</summary>
    internal static byte[] ComputeWithout(
        CipherSuite suite, RatchetTree tree, NodeIndex node, IReadOnlyList<LeafIndex> leaves)
    {
        if (!leaves.Any(leaf => TreeMath.IsBelow(leaf.Node, node)))
        {
            return Compute(suite, tree, node);
        }

        if (node.IsLeaf)
        {
            return HashLeaf(suite, node.Leaf, null);
        }

        var parent = tree.Parent(node);
        var original = parent is null ? null : parent with { UnmergedLeaves = [.. parent.UnmergedLeaves.Except(leaves)] };
        return HashParent(
            suite,
            original,
            ComputeWithout(suite, tree, TreeMath.Left(node), leaves),
            ComputeWithout(suite, tree, TreeMath.Right(node), leaves));
    }

    private static byte[] HashLeaf(CipherSuite suite, LeafIndex index, LeafNode? leaf)
    {
        using var input = new TlsWriter();
        input.WriteUInt8(LeafType);
        input.WriteUInt32(index.Value);
        input.WriteOptional(leaf);
        return suite.Crypto.Hash(suite, input.Written);
    }

    private static byte[] HashParent(CipherSuite suite, ParentNode? parent, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        using var input = new TlsWriter();
        input.WriteUInt8(ParentType);
        input.WriteOptional(parent);
        input.WriteOpaque(left);
        input.WriteOpaque(right);
        return suite.Crypto.Hash(suite, input.Written);
    }
}
