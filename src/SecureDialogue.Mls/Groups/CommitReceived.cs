using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Groups;

/// <summary>A commit; the group is in its old epoch until <see cref="MlsGroup.Merge"/>.</summary>
public sealed record CommitReceived : ReceivedMessage
{
    internal CommitReceived(LeafIndex sender, ReadOnlyMemory<byte> authenticatedData, StagedCommit staged)
        : base(sender, authenticatedData) => Staged = staged;

    /// <summary>The epoch it leads to, for the caller to judge; owned by the caller until merged.</summary>
    public StagedCommit Staged { get; }
}
