using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels;

/// <summary>What posting needs of the store, within a transaction. Nobody else writes to a channel that was found until it ends.</summary>
internal interface IChannelLog
{
    ChannelRow? Find(ChannelId id);

    EpochRow? CurrentEpoch(ChannelRow channel);

    /// <summary>Sequence of the live item with this message id, or 0. An id whose item was voided is free again.</summary>
    long FindLive(long channel, MessageId message);

    void Append(long channel, LogItem item, long day);

    void Store(ChannelRow channel);
}
