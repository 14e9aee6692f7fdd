namespace SecureDialogue.Mls.Groups;

/// <summary>A new group that follows another, in its first common epoch.</summary>
/// <param name="Group">The group.</param>
/// <param name="Welcome">MLSMessage (Welcome) for the others.</param>
public sealed record Succession(MlsGroup Group, ReadOnlyMemory<byte> Welcome);
