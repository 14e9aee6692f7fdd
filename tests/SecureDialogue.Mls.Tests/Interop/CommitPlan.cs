using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Tests.Interop;

/// <summary>What a commit of a schedule shall do.</summary>
/// <param name="Maker">The engine that makes it.</param>
internal sealed record CommitPlan(Engine Maker)
{
    /// <summary>The engines of the members who come in.</summary>
    internal IReadOnlyList<Engine> Adds { get; init; } = [];

    internal IReadOnlyList<LeafIndex> Removes { get; init; } = [];

    /// <summary>Whether the external key is mixed in.</summary>
    internal bool HasPsk { get; init; }

    /// <summary>Whether a commit of ours that only adds carries a path.</summary>
    internal bool ForcePath { get; init; }

    internal bool IsEmpty => Adds.Count + Removes.Count == 0 && !HasPsk;

    internal bool NeedsPath => ForcePath || IsEmpty || Removes.Count > 0;

    internal bool HasAdds => Adds.Count > 0;

    public override string ToString() =>
        $"{Maker} adds [{string.Join(", ", Adds)}], removes [{string.Join(", ", Removes)}]"
        + (HasPsk ? ", with psk" : "") + (ForcePath ? ", with path" : "");
}
