using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Secrets;

/// <summary>A message key that may still be given back; <see cref="SecretTree.Take"/> makes its use final. Owns what nobody has taken.</summary>
internal sealed record PreparedKey(LeafIndex Leaf, RatchetKind Kind, RatchetStep Step, SecretTreeExpansion? Expansion) : IDisposable
{
    internal MessageKey Key => Step.Key;

    internal uint Generation => Step.Generation;

    public void Dispose()
    {
        Step.Dispose();
        Expansion?.Dispose();
    }
}
