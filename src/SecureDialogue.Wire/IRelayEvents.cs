namespace SecureDialogue.Wire;

/// <summary>What the relay sends by itself. A call's answer may overtake it: order by sequence, never by arrival.</summary>
public interface IRelayEvents
{
    /// <summary>A letter was stored in the connection's mailbox.</summary>
    Task LetterArrived();

    /// <summary>Items were stored in a channel whose current epoch this connection has proven.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="items">In order of sequence.</param>
    Task ItemsStored(ChannelId channel, IReadOnlyList<LogItem> items);

    /// <summary>Somebody whispered in a channel whose current epoch this connection has proven. It may be lost, and is never sent again.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="epoch">The epoch it is sealed under.</param>
    /// <param name="bytes">Sealed, at most <see cref="Limits.WhisperBytes"/>.</param>
    Task Whispered(ChannelId channel, ulong epoch, ReadOnlyMemory<byte> bytes);
}
