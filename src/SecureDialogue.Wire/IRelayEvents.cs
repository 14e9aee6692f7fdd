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
}
