using SecureDialogue.Mls.Commits;

namespace SecureDialogue.Mls.Tests.Interop;

/// <summary>A commit of either engine that its maker has not taken yet.</summary>
internal sealed record MadeCommit(byte[] Message, byte[]? Welcome, byte[] Authenticator)
{
    internal required LeafOwner Maker { get; init; }

    /// <summary>Of a commit of ours.</summary>
    internal StagedCommit? Staged { get; init; }
}
