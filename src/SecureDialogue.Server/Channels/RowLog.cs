using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels;

/// <summary>A statement for each row: in a store within the process that costs less than gathering them.</summary>
internal sealed class RowLog(IRows rows) : IChannelLog
{
    public ChannelRow? Find(ChannelId id) => ChannelRow.Find(rows, id);

    public EpochRow? CurrentEpoch(ChannelRow channel) => EpochRow.Find(rows, channel.Number, channel.Epoch);

    public long FindLive(long channel, MessageId message) => ItemRow.FindLive(rows, channel, message);

    public void Append(long channel, LogItem item, long day) => ItemRow.Insert(rows, channel, item, day);

    public void Store(ChannelRow channel) => channel.Store(rows);
}
