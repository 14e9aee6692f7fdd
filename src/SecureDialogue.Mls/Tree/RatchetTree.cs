using SecureDialogue.Mls.Codec;

namespace SecureDialogue.Mls.Tree;

/// <summary>
/// The group's public tree (RFC 9420 §4, §7.7): always a full tree of a power of two leaves, in which nodes may be blank.
/// An epoch's tree is not changed any more; a commit works on a <see cref="Copy"/>. Tree hashes are kept until a node below changes.
/// </summary>
public sealed class RatchetTree
{
    private ITlsEncodable?[] _nodes;
    private byte[]?[] _hashes;

    internal RatchetTree(LeafNode only)
    {
        _nodes = [only];
        _hashes = [null];
    }

    /// <summary>A full tree from its nodes; the array is taken.</summary>
    internal RatchetTree(ITlsEncodable?[] nodes)
    {
        _nodes = nodes;
        _hashes = new byte[]?[nodes.Length];
    }

    /// <summary>Leaves of the tree, blank ones included; a power of two.</summary>
    public uint LeafCount => ((uint)_nodes.Length + 1) / 2;

    internal NodeIndex Root => TreeMath.Root(LeafCount);

    internal uint NodeCount => (uint)_nodes.Length;

    /// <summary>The leaf at a place; null if it is blank or outside the tree.</summary>
    /// <param name="index">The place.</param>
    public LeafNode? Leaf(LeafIndex index) => index.Value < LeafCount ? (LeafNode?)_nodes[index.Node.Value] : null;

    internal ParentNode? Parent(NodeIndex node) => (ParentNode?)_nodes[node.Value];

    internal ITlsEncodable? Node(NodeIndex node) => _nodes[node.Value];

    internal bool IsBlank(NodeIndex node) => _nodes[node.Value] is null;

    internal ReadOnlyMemory<byte> EncryptionKey(NodeIndex node) => _nodes[node.Value] switch
    {
        LeafNode leaf => leaf.EncryptionKey,
        ParentNode parent => parent.EncryptionKey,
        _ => throw new InvalidOperationException("a blank node has no key"),
    };

    internal IEnumerable<LeafIndex> OccupiedLeaves()
    {
        for (uint i = 0; i < LeafCount; i++)
        {
            if (_nodes[i * 2] is not null)
            {
                yield return new LeafIndex(i);
            }
        }
    }

    internal RatchetTree Copy()
    {
        var copy = new RatchetTree((ITlsEncodable?[])_nodes.Clone());
        _hashes.CopyTo(copy._hashes, 0);
        return copy;
    }

    internal byte[]? CachedHash(NodeIndex node) => _hashes[node.Value];

    internal void CacheHash(NodeIndex node, byte[] hash) => _hashes[node.Value] = hash;

    /// <summary>The nodes that stand for a node: itself and its unmerged leaves, or its children's (RFC 9420 §4.1.1).</summary>
    internal List<NodeIndex> Resolution(NodeIndex node)
    {
        var nodes = new List<NodeIndex>();
        AddResolution(node, nodes);
        return nodes;
    }

    /// <summary>The direct path without nodes whose copath child has an empty resolution (RFC 9420 §4.1.2).</summary>
    internal List<NodeIndex> FilteredDirectPath(LeafIndex leaf) =>
        TreeMath.DirectPath(leaf, LeafCount).FindAll(node => HasResolution(TreeMath.ChildAwayFrom(node, leaf)));

    /// <summary>Adds a leaf at the leftmost blank place (RFC 9420 §12.1.1).</summary>
    internal LeafIndex AddLeaf(LeafNode leaf)
    {
        uint place = 0;
        while (place < LeafCount && _nodes[place * 2] is not null)
        {
            place++;
        }

        if (place == LeafCount)
        {
            Resize(LeafCount * 2);
        }

        var index = new LeafIndex(place);
        Set(index.Node, leaf);
        foreach (var node in TreeMath.DirectPath(index, LeafCount))
        {
            if (Parent(node) is { } parent)
            {
                Set(node, parent with { UnmergedLeaves = [.. parent.UnmergedLeaves.Append(index).OrderBy(unmerged => unmerged.Value)] });
            }
        }

        return index;
    }

    /// <summary>Replaces a leaf and blanks its direct path (RFC 9420 §12.1.2).</summary>
    internal void UpdateLeaf(LeafIndex index, LeafNode leaf)
    {
        Set(index.Node, leaf);
        BlankDirectPath(index);
    }

    /// <summary>Blanks a leaf and its direct path and cuts the tree while its right half is blank (RFC 9420 §12.1.3).</summary>
    internal void RemoveLeaf(LeafIndex index)
    {
        Set(index.Node, null);
        BlankDirectPath(index);
        while (LeafCount > 1 && !HasResolution(TreeMath.Right(Root)))
        {
            Resize(LeafCount / 2);
        }
    }

    internal void Set(NodeIndex node, ITlsEncodable? value)
    {
        _nodes[node.Value] = value;
        _hashes[node.Value] = null;
        foreach (var ancestor in TreeMath.Ancestors(node, LeafCount))
        {
            _hashes[ancestor.Value] = null;
        }
    }

    internal void BlankDirectPath(LeafIndex index)
    {
        foreach (var node in TreeMath.DirectPath(index, LeafCount))
        {
            Set(node, null);
        }
    }

    private bool HasResolution(NodeIndex node) =>
        !IsBlank(node) || (!node.IsLeaf && (HasResolution(TreeMath.Left(node)) || HasResolution(TreeMath.Right(node))));

    private void AddResolution(NodeIndex node, List<NodeIndex> nodes)
    {
        if (!IsBlank(node))
        {
            nodes.Add(node);
            if (!node.IsLeaf)
            {
                nodes.AddRange(Parent(node)!.UnmergedLeaves.Select(leaf => leaf.Node)); // Not blank, as just tested.
            }
        }
        else if (!node.IsLeaf)
        {
            AddResolution(TreeMath.Left(node), nodes);
            AddResolution(TreeMath.Right(node), nodes);
        }
    }

    private void Resize(uint leafCount)
    {
        var length = (int)TreeMath.NodeCount(leafCount);
        Array.Resize(ref _nodes, length);
        Array.Resize(ref _hashes, length);
    }
}
