using SecureDialogue.Mls.Framing;

namespace SecureDialogue.Mls.Groups;

/// <summary>How a proposal is sent.</summary>
public sealed record MessageFraming
{
    /// <summary>PrivateMessage, the default, or PublicMessage.</summary>
    public WireFormat WireFormat { get; init; } = WireFormat.PrivateMessage;

    /// <summary>Signed with it and readable without keys.</summary>
    public ReadOnlyMemory<byte> AuthenticatedData { get; init; }
}
