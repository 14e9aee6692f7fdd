using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Tests.Interop;

/// <summary>What a commit of a schedule shall do.</summary>
/// <param name="IsByPeer">Whether ts-mls makes it.</param>
/// <param name="CoreAdds">How many members of our engine come in.</param>
/// <param name="PeerAdds">How many members of ts-mls come in.</param>
internal sealed record CommitPlan(bool IsByPeer, int CoreAdds = 0, int PeerAdds = 0)
{
    internal IReadOnlyList<LeafIndex> Removes { get; init; } = [];

    /// <summary>Whether the external key is mixed in.</summary>
    internal bool HasPsk { get; init; }

    /// <summary>Whether a commit of ours that only adds carries a path.</summary>
    internal bool ForcePath { get; init; }

    internal bool IsEmpty => CoreAdds + PeerAdds + Removes.Count == 0 && !HasPsk;

    internal bool NeedsPath => ForcePath || IsEmpty || Removes.Count > 0;

    internal bool HasAdds => CoreAdds + PeerAdds > 0;
}
