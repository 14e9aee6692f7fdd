using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Secrets;

/// <summary>What replaces a node's secret when a leaf below it is first needed. Owns what nobody has taken.</summary>
internal sealed class SecretTreeExpansion(NodeIndex source, List<KeyValuePair<NodeIndex, Secret>> nodes, LeafRatchets ratchets) : IDisposable
{
    private List<KeyValuePair<NodeIndex, Secret>> _nodes = nodes;
    private LeafRatchets? _ratchets = ratchets;

    /// <summary>The node whose secret is replaced.</summary>
    internal NodeIndex Source { get; } = source;

    internal LeafRatchets Ratchets => _ratchets ?? throw new InvalidOperationException("the ratchets were taken");

    internal List<KeyValuePair<NodeIndex, Secret>> TakeNodes()
    {
        var taken = _nodes;
        _nodes = [];
        return taken;
    }

    internal LeafRatchets TakeRatchets()
    {
        var taken = Ratchets;
        _ratchets = null;
        return taken;
    }

    public void Dispose()
    {
        _ratchets?.Dispose();
        foreach (var (_, secret) in _nodes)
        {
            secret.Dispose();
        }
    }
}
