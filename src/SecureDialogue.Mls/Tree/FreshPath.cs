using SecureDialogue.Mls.Crypto;

namespace SecureDialogue.Mls.Tree;

/// <summary>A path of ours that stands in the tree but is not sealed to the others yet. Owns its secrets.</summary>
internal sealed class FreshPath : IDisposable
{
    internal required LeafIndex Leaf { get; init; }

    internal required LeafNode LeafNode { get; init; }

    internal required HpkeKeyPair LeafPair { get; init; }

    /// <summary>The filtered direct path; <see cref="Secrets"/> and <see cref="Pairs"/> go with it.</summary>
    internal required IReadOnlyList<NodeIndex> Nodes { get; init; }

    internal required PathSecrets Secrets { get; init; }

    internal required IReadOnlyList<HpkeKeyPair> Pairs { get; init; }

    /// <summary>Puts copies of the new pairs into the member's private tree.</summary>
    internal void StoreIn(PrivateTree privateTree)
    {
        privateTree.Set(Leaf.Node, LeafPair.Copy());
        for (var i = 0; i < Nodes.Count; i++)
        {
            privateTree.Set(Nodes[i], Pairs[i].Copy());
        }
    }

    /// <summary>The path secret a joiner at a leaf gets: that of the lowest node above both (RFC 9420 §12.4.3.1).</summary>
    internal Secret? SecretFor(LeafIndex joiner)
    {
        for (var i = 0; i < Nodes.Count; i++)
        {
            if (TreeMath.IsBelow(joiner.Node, Nodes[i]))
            {
                return Secrets[i];
            }
        }

        return null;
    }

    public void Dispose()
    {
        LeafPair.Dispose();
        Secrets.Dispose();
        foreach (var pair in Pairs)
        {
            pair.Dispose();
        }
    }
}
