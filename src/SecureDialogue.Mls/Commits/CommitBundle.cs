namespace SecureDialogue.Mls.Commits;

/// <summary>A commit of ours, ready to be sent.</summary>
/// <param name="Message">MLSMessage for the members, framed as was asked.</param>
/// <param name="Welcome">MLSMessage (Welcome), one for all joiners, with the tree inside; null if nobody joins.</param>
/// <param name="Staged">The epoch it leads to; owned by the caller until merged.</param>
public sealed record CommitBundle(ReadOnlyMemory<byte> Message, ReadOnlyMemory<byte>? Welcome, StagedCommit Staged);
