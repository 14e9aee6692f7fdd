using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels;

/// <summary>
/// Reads the log from a sequence on. What a connection may read: items of the epochs it has proven (the commit that ends an epoch
/// is one of them), every steward's act, and void items, which have no bytes. The first item that it may not read ends the answer.
/// </summary>
internal sealed class ReadHandler(ChannelsDatabase channels) : IHandler<ReadRequest, ReadReply>
{
    public Task<ReadReply> HandleAsync(ReadRequest request, ConnectionState connection, CancellationToken cancellation) =>
        connection.Proofs.Knows(request.Channel)
            ? channels.Store.ReadAsync(rows => Read(rows, request, connection), cancellation)
            : Task.FromResult(ReadReply.Refused(RelayCode.NotProven));

    private static ReadReply Read(IRows rows, ReadRequest request, ConnectionState connection)
    {
        if (ChannelRow.Find(rows, request.Channel) is not { } channel)
        {
            return ReadReply.Refused(RelayCode.NotFound);
        }

        var keys = new Dictionary<long, bool>();
        var items = new List<LogItem>();
        var bytes = 0;
        var more = false;
        foreach (var item in ItemRow.Page(rows, channel.Number, request.After))
        {
            bytes += item.Bytes.Length;
            if (item.Kind != ItemKind.Steward && !item.Void && !IsOpen(item.Epoch))
            {
                break;
            }

            more = items.Count == Limits.BatchCount || (items.Count > 0 && bytes > Limits.BatchBytes);
            if (more)
            {
                break;
            }

            items.Add(item);
        }

        return new ReadReply(RelayCode.Ok, items, Math.Max(channel.Head, items.Count == 0 ? 0 : items[^1].Sequence), more);

        bool IsOpen(ulong epoch)
        {
            if (!keys.TryGetValue((long)epoch, out var open))
            {
                open = EpochRow.Find(rows, channel.Number, (long)epoch) is { } row && connection.Proofs.Has(request.Channel, row.Epoch, row.Key);
                keys.Add((long)epoch, open);
            }

            return open;
        }
    }
}
