using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Groups;

/// <summary>A leaf that an Update proposal replaces.</summary>
/// <param name="Index">The place.</param>
/// <param name="Before">The leaf as it was.</param>
/// <param name="After">The leaf as it will be.</param>
public sealed record LeafUpdate(LeafIndex Index, LeafNode Before, LeafNode After);
