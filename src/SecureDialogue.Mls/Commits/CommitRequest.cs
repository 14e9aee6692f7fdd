using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Commits;

/// <summary>What a commit shall do; without adds and removes it only heals.</summary>
public sealed record CommitRequest
{
    /// <summary>Packages of those who come in.</summary>
    public IReadOnlyList<KeyPackage> Adds { get; init; } = [];

    /// <summary>Leaves of those who go.</summary>
    public IReadOnlyList<LeafIndex> Removes { get; init; } = [];

    /// <summary>Signed with the commit and readable without keys.</summary>
    public ReadOnlyMemory<byte> AuthenticatedData { get; init; }

    /// <summary>Extensions for the GroupInfo in the Welcome, beside the ratchet tree.</summary>
    public IReadOnlyList<Extension> GroupInfoExtensions { get; init; } = [];

    /// <summary>Whether a commit that only adds carries an UpdatePath, too; all others carry one anyway.</summary>
    public bool ForcePath { get; init; }
}
