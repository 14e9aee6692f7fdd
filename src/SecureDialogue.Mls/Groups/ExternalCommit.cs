namespace SecureDialogue.Mls.Groups;

/// <summary>An external commit of ours, ready to be sent.</summary>
/// <param name="Message">MLSMessage (PublicMessage) for the members.</param>
/// <param name="Group">The group as it is once they have taken the commit; dispose of it if they do not.</param>
public sealed record ExternalCommit(ReadOnlyMemory<byte> Message, MlsGroup Group);
