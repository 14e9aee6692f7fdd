using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Proposals;

/// <summary>What a list of proposals did to a tree.</summary>
internal sealed record AppliedProposals
{
    internal List<(LeafIndex Index, KeyPackage KeyPackage)> Adds { get; } = [];

    internal List<Member> Removes { get; } = [];

    internal List<LeafUpdate> Updates { get; } = [];

    internal List<PreSharedKeyId> Psks { get; } = [];

    /// <summary>Who joins by an external commit: one or none.</summary>
    internal List<Member> Joiners { get; } = [];

    /// <summary>The new extensions of the GroupContext; null if they stay.</summary>
    internal IReadOnlyList<Extension>? Extensions { get; init; }

    internal Proposal.ReInit? ReInit { get; init; }

    internal Proposal.ExternalInit? ExternalInit { get; init; }

    internal IReadOnlyList<LeafIndex> AddedLeaves => [.. Adds.Select(add => add.Index)];
}
