using SecureDialogue.Mls.Commits;

namespace SecureDialogue.Mls.Tests.Interop;

/// <summary>A commit of any engine that its maker has not taken yet.</summary>
internal sealed record MadeCommit(byte[] Message, byte[]? Welcome, byte[] Authenticator)
{
    internal required LeafOwner Maker { get; init; }

    /// <summary>Of a commit of the C# engine.</summary>
    internal StagedCommit? Staged { get; init; }
}
