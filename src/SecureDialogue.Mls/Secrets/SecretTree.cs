using System.Diagnostics;
using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Secrets;

/// <summary>
/// All message keys of an epoch (RFC 9420 §9). The only part of an epoch that changes: a node's secret is erased when its children
/// are derived, a key when it is used. Owns its secrets.
/// </summary>
internal sealed class SecretTree : IDisposable
{
    private readonly CipherSuite _suite;
    private readonly uint _leafCount;
    private readonly SortedDictionary<uint, Secret> _nodes = [];
    private readonly SortedDictionary<uint, LeafRatchets> _leaves = [];

    private SecretTree(CipherSuite suite, uint leafCount) => (_suite, _leafCount) = (suite, leafCount);

    /// <summary>Takes ownership of the encryption secret.</summary>
    internal SecretTree(CipherSuite suite, uint leafCount, Secret encryptionSecret)
        : this(suite, leafCount) => _nodes.Add(TreeMath.Root(leafCount).Value, encryptionSecret);

    /// <summary>The generation the next message of a leaf is sealed with.</summary>
    internal uint NextGeneration(LeafIndex leaf, RatchetKind kind) =>
        _leaves.TryGetValue(leaf.Value, out var ratchets) ? ratchets[kind].NextGeneration : 0;

    /// <summary>Derives a key without changing anything; throws if it was used or is too far ahead.</summary>
    internal PreparedKey Prepare(LeafIndex leaf, RatchetKind kind, uint generation)
    {
        var isKnown = _leaves.TryGetValue(leaf.Value, out var ratchets);
        var expansion = isKnown ? null : Expand(leaf);
        try
        {
            var ratchet = (ratchets ?? expansion!.Ratchets)[kind]; // One of the two is there.
            return new PreparedKey(leaf, kind, ratchet.Prepare(generation), expansion);
        }
        catch (MlsException)
        {
            expansion?.Dispose();
            throw;
        }
    }

    /// <summary>Makes a prepared key final: afterwards it cannot be prepared again.</summary>
    internal void Take(PreparedKey prepared)
    {
        if (prepared.Expansion is { } expansion && !_leaves.ContainsKey(prepared.Leaf.Value))
        {
            _ = _nodes.Remove(expansion.Source.Value, out var source);
            source?.Dispose();
            foreach (var (node, secret) in expansion.TakeNodes())
            {
                _nodes.Add(node.Value, secret);
            }

            _leaves.Add(prepared.Leaf.Value, expansion.TakeRatchets());
        }

        _leaves[prepared.Leaf.Value][prepared.Kind].Take(prepared.Step);
    }

    internal void Save(TlsWriter writer)
    {
        var nodes = writer.BeginVector();
        foreach (var (node, secret) in _nodes)
        {
            writer.WriteUInt32(node);
            writer.WriteOpaque(secret.Bytes);
        }

        writer.EndVector(nodes);
        var leaves = writer.BeginVector();
        foreach (var (leaf, ratchets) in _leaves)
        {
            writer.WriteUInt32(leaf);
            ratchets.Save(writer);
        }

        writer.EndVector(leaves);
    }

    internal static SecretTree Load(CipherSuite suite, uint leafCount, ref TlsReader reader, Custody custody)
    {
        var tree = custody.Hold(new SecretTree(suite, leafCount));
        var nodes = new TlsReader(reader.ReadOpaqueSpan());
        while (!nodes.IsAtEnd)
        {
            var node = nodes.ReadUInt32();
            var secret = nodes.ReadOpaqueSpan();
            RequireNew(!tree._nodes.ContainsKey(node));
            tree._nodes.Add(node, new Secret(secret));
        }

        var leaves = new TlsReader(reader.ReadOpaqueSpan());
        while (!leaves.IsAtEnd)
        {
            var leaf = leaves.ReadUInt32();
            RequireNew(!tree._leaves.ContainsKey(leaf));
            tree._leaves.Add(leaf, LeafRatchets.Load(suite, ref leaves, custody));
        }

        return tree;
    }

    public void Dispose()
    {
        foreach (var secret in _nodes.Values)
        {
            secret.Dispose();
        }

        foreach (var ratchets in _leaves.Values)
        {
            ratchets.Dispose();
        }
    }

    private static void RequireNew(bool isNew)
    {
        if (!isNew)
        {
            throw new MlsException(MlsError.ValueUnknown);
        }
    }

    /// <summary>tree_node_secret of each child = ExpandWithLabel(tree_node_secret, "tree", "left" or "right", KDF.Nh).</summary>
    private SecretTreeExpansion Expand(LeafIndex leaf)
    {
        var source = leaf.Node;
        while (!_nodes.ContainsKey(source.Value))
        {
            source = source == TreeMath.Root(_leafCount)
                ? throw new UnreachableException("every leaf has a ratchet or a secret above it")
                : TreeMath.Parent(source);
        }

        var kept = new List<KeyValuePair<NodeIndex, Secret>>();
        var secret = _nodes[source.Value].Copy();
        for (var node = source; !node.IsLeaf; node = TreeMath.ChildTowards(node, leaf))
        {
            var isLeft = TreeMath.ChildTowards(node, leaf) == TreeMath.Left(node);
            var left = Labels.ExpandWithLabel(_suite, secret, "tree", "left"u8, _suite.HashBytes);
            var right = Labels.ExpandWithLabel(_suite, secret, "tree", "right"u8, _suite.HashBytes);
            secret.Dispose();
            secret = isLeft ? left : right;
            kept.Add(new(TreeMath.ChildAwayFrom(node, leaf), isLeft ? right : left));
        }

        using (secret)
        {
            return new SecretTreeExpansion(source, kept, new LeafRatchets(_suite, secret));
        }
    }
}
