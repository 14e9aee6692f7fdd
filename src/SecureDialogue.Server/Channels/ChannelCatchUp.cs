using SecureDialogue.Server.Platform.Nodes;
using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels;

/// <summary>Reads from the log what other nodes stored and this one did not hear of.</summary>
internal sealed class ChannelCatchUp(ChannelsDatabase channels, ChannelSubscriptions subscriptions) : ICatchUp
{
    private HashSet<SubscribedChannel> _gaps = [];

    /// <summary>Word of a predecessor is usually on its way: a gap is read when it is found twice.</summary>
    public async Task CatchUpAsync(bool everywhere, CancellationToken cancellation)
    {
        var gaps = subscriptions.Channels.Where(channel => channel.HasGap).ToHashSet();
        foreach (var channel in everywhere ? await BehindAsync(cancellation) : gaps.Where(_gaps.Contains))
        {
            await CatchUpAsync(channel, cancellation);
        }

        _gaps = gaps;
    }

    /// <summary>Channels whose log goes on after what was pushed. Of nearly all it does not: they are asked for together.</summary>
    private async Task<List<SubscribedChannel>> BehindAsync(CancellationToken cancellation)
    {
        var behind = new List<SubscribedChannel>();
        foreach (var some in subscriptions.Channels.Chunk(ManyIds.Count))
        {
            var before = some.Select(channel => (Channel: channel, channel.Progress.Known, channel.Progress.Heard)).ToList();
            var heads = await channels.Store.ReadAsync(rows => ChannelRow.Heads(rows, [.. some.Select(channel => channel.Id)]), cancellation);
            foreach (var (channel, known, heard) in before)
            {
                if (heads.GetValueOrDefault(channel.Id) > known)
                {
                    behind.Add(channel);
                }
                else
                {
                    channel.Settle(heard);
                }
            }
        }

        return behind;
    }

    private async Task CatchUpAsync(SubscribedChannel channel, CancellationToken cancellation)
    {
        var (known, heard) = channel.Progress;
        while (known >= 0)
        {
            var missed = await channels.Store.ReadAsync(rows => After(rows, channel.Id, known), cancellation);
            if (missed.Count == 0)
            {
                break;
            }

            // Void and expired items have no bytes: who wants to know reads the log.
            foreach (var (item, key) in missed.Where(pair => !pair.Item.Bytes.IsEmpty))
            {
                channel.Push(key, [item]);
            }

            known = missed[^1].Item.Sequence;
            channel.Reach(known);
        }

        channel.Settle(heard);
    }

    /// <summary>Items with their epochs' keys.</summary>
    private static List<(LogItem Item, byte[] Key)> After(IRows rows, ChannelId id, long known)
    {
        var missed = new List<(LogItem, byte[])>();
        if (ChannelRow.Find(rows, id) is not { } channel || channel.Head <= known)
        {
            return missed;
        }

        var keys = new Dictionary<ulong, byte[]>();
        foreach (var item in ItemRow.Page(rows, channel.Number, known))
        {
            if (!keys.TryGetValue(item.Epoch, out var key))
            {
                key = EpochRow.Find(rows, channel.Number, (long)item.Epoch)?.Key ?? [];
                keys.Add(item.Epoch, key);
            }

            missed.Add((item, key));
        }

        return missed;
    }
}
