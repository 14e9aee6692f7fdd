using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Policy;

/// <summary>A leaf in the tree before a commit, or one that a commit adds.</summary>
/// <param name="Leaf">The leaf's index; for an added one, whatever the tree will give.</param>
/// <param name="Credential">Its credential, already checked for this leaf's key.</param>
public sealed record RosterLeaf(uint Leaf, DeviceCredential Credential);
