using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Groups;

/// <summary>A member and its place.</summary>
/// <param name="Index">The leaf's place.</param>
/// <param name="Leaf">The leaf.</param>
public readonly record struct Member(LeafIndex Index, LeafNode Leaf);
