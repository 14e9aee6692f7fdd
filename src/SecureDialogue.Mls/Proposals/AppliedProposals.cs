using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Proposals;

/// <summary>What a list of proposals did to a tree.</summary>
internal sealed record AppliedProposals
{
    internal List<(LeafIndex Index, KeyPackage KeyPackage)> Adds { get; } = [];

    internal List<Member> Removes { get; } = [];

    internal IReadOnlyList<LeafIndex> AddedLeaves => [.. Adds.Select(add => add.Index)];
}
