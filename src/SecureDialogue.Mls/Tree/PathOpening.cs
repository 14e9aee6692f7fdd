using SecureDialogue.Mls.Crypto;

namespace SecureDialogue.Mls.Tree;

/// <summary>Where and as whom a received UpdatePath is opened; the tree already has the path's public half.</summary>
internal sealed record PathOpening(
    CipherSuite Suite,
    RatchetTree Tree,
    LeafIndex Own,
    LeafIndex Sender,
    ReadOnlyMemory<byte> GroupContext,
    IReadOnlyCollection<LeafIndex> Added);
