using SecureDialogue.Mls.Crypto;

namespace SecureDialogue.Mls.Tree;

/// <summary>The private keys one member has of its leaf and of nodes above it (RFC 9420 §4.2). Owns them.</summary>
internal sealed class PrivateTree : IDisposable
{
    private readonly Dictionary<NodeIndex, HpkeKeyPair> _pairs = [];

    internal IEnumerable<KeyValuePair<NodeIndex, HpkeKeyPair>> Pairs => _pairs.OrderBy(pair => pair.Key.Value);

    internal bool Has(NodeIndex node) => _pairs.ContainsKey(node);

    internal HpkeKeyPair this[NodeIndex node] => _pairs[node];

    /// <summary>Sets a node's pair; takes ownership.</summary>
    internal void Set(NodeIndex node, HpkeKeyPair pair)
    {
        if (_pairs.Remove(node, out var old))
        {
            old.Dispose();
        }

        _pairs.Add(node, pair);
    }

    /// <summary>A copy with the pairs whose public key stands in a tree; owns its own.</summary>
    internal PrivateTree CopyFor(RatchetTree tree)
    {
        var copy = new PrivateTree();
        foreach (var (node, pair) in _pairs)
        {
            if (node.Value < tree.NodeCount
                && !tree.IsBlank(node)
                && tree.EncryptionKey(node).Span.SequenceEqual(pair.PublicKey.Span))
            {
                copy.Set(node, pair.Copy());
            }
        }

        return copy;
    }

    public void Dispose()
    {
        foreach (var pair in _pairs.Values)
        {
            pair.Dispose();
        }
    }
}
