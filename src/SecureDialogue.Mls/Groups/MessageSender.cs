using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Groups;

/// <summary>Who sent a PrivateMessage and with which key of its ratchet; authentic only as far as any member could have written it.</summary>
/// <param name="Leaf">The sender.</param>
/// <param name="Generation">The generation of its key.</param>
public readonly record struct MessageSender(LeafIndex Leaf, uint Generation);
