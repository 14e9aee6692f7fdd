namespace SecureDialogue.Wire;

/// <summary>Says that one is here, for <see cref="Limits.PresenceSeconds"/>, and asks who is. Needs a proof of the current epoch; nothing is stored.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Epoch">The current epoch.</param>
/// <param name="Handle">16 bytes that members of the epoch can tell the leaf by; empty to ask only.</param>
public sealed record AppearRequest(ChannelId Channel, ulong Epoch, ReadOnlyMemory<byte> Handle);

/// <summary>Who is here.</summary>
/// <param name="Code">How the relay answers.</param>
/// <param name="Handles">At most <see cref="Limits.Handles"/>, in no order. Any member of the epoch can have made any of them.</param>
public sealed record AppearReply(RelayCode Code, IReadOnlyList<ReadOnlyMemory<byte>> Handles) : IReply<AppearReply>
{
    /// <inheritdoc />
    public static AppearReply Refused(RelayCode code) => new(code, []);
}

/// <summary>Says something to whoever has proven the current epoch and is connected now. Needs such a proof; nothing is stored, nothing comes again.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Epoch">The current epoch.</param>
/// <param name="Bytes">Sealed, at most <see cref="Limits.WhisperBytes"/>.</param>
public sealed record WhisperRequest(ChannelId Channel, ulong Epoch, ReadOnlyMemory<byte> Bytes);
