using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels;

/// <summary>
/// The log in a store within the process: a statement for each item, which costs less than gathering them. A channel that many
/// post to is read and written once in the transaction.
/// </summary>
internal sealed class RowLog(IRows rows) : IChannelLog, IGathered
{
    private readonly Dictionary<ChannelId, long> _numbers = [];
    private readonly Dictionary<long, ChannelRow> _channels = [];
    private readonly Dictionary<long, EpochRow> _epochs = [];
    private readonly HashSet<long> _changed = [];

    public ChannelRow? Find(ChannelId id)
    {
        if (_numbers.TryGetValue(id, out var number))
        {
            return _channels[number];
        }

        var channel = ChannelRow.Find(rows, id);
        if (channel is not null)
        {
            _numbers.Add(id, channel.Number);
            _channels.Add(channel.Number, channel);
        }

        return channel;
    }

    public EpochRow? CurrentEpoch(ChannelRow channel)
    {
        if (_epochs.TryGetValue(channel.Number, out var known) && known.Epoch == channel.Epoch)
        {
            return known;
        }

        var epoch = EpochRow.Find(rows, channel.Number, channel.Epoch);
        if (epoch is not null)
        {
            _epochs[channel.Number] = epoch;
        }

        return epoch;
    }

    public long FindLive(long channel, MessageId message) => ItemRow.FindLive(rows, channel, message);

    public void Append(long channel, LogItem item, long day) => ItemRow.Insert(rows, channel, item, day);

    public void Store(ChannelRow channel)
    {
        _channels[channel.Number] = channel;
        _ = _changed.Add(channel.Number);
    }

    public void Release()
    {
        foreach (var number in _changed)
        {
            _channels[number].Store(rows);
        }

        _changed.Clear();
        _numbers.Clear();
        _channels.Clear();
        _epochs.Clear();
    }
}
