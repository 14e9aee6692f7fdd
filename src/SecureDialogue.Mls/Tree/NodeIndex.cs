namespace SecureDialogue.Mls.Tree;

/// <summary>The place of a node in the array representation; leaves have the even ones (RFC 9420 §C).</summary>
internal readonly record struct NodeIndex(uint Value)
{
    internal bool IsLeaf => (Value & 1) == 0;

    internal LeafIndex Leaf => new(Value / 2);
}
