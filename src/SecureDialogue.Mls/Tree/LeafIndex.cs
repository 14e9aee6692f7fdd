namespace SecureDialogue.Mls.Tree;

/// <summary>The place of a leaf, counted from the left, 0 first (RFC 9420 §4.2).</summary>
/// <param name="Value">The index.</param>
public readonly record struct LeafIndex(uint Value)
{
    internal NodeIndex Node => new(Value * 2);
}
