using SecureDialogue.Mls.Framing;

namespace SecureDialogue.Mls.Groups;

/// <summary>What a message shows without keys; nothing of it is verified.</summary>
/// <param name="WireFormat">How it is framed.</param>
/// <param name="GroupId">The group.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="ContentType">What it holds.</param>
/// <param name="AuthenticatedData">The sender's data in clear.</param>
public sealed record MessageHeader(
    WireFormat WireFormat, ReadOnlyMemory<byte> GroupId, ulong Epoch, ContentType ContentType, ReadOnlyMemory<byte> AuthenticatedData);
