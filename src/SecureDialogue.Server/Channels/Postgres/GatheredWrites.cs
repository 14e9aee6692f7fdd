using Npgsql;
using NpgsqlTypes;
using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels.Postgres;

/// <summary>Items to be appended and channels to be changed, each kind by one statement over arrays of columns.</summary>
internal sealed class GatheredWrites
{
    private readonly List<(long Place, LogItem Item, long Day)> _items = [];
    private readonly Dictionary<long, ChannelRow> _channels = [];

    public void Append(long channel, LogItem item, long day) => _items.Add((Place.Of(channel, item.Sequence), item, day));

    public void Store(ChannelRow channel) => _channels[channel.Number] = channel;

    public void Flush(NpgsqlConnection connection)
    {
        if (_items.Count + _channels.Count == 0)
        {
            return;
        }

        using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Items());
        batch.BatchCommands.Add(Channels());
        _items.Clear();
        _channels.Clear();
        _ = batch.ExecuteNonQuery();
    }

    private NpgsqlBatchCommand Items() => new("INSERT INTO item (place, message, kind, epoch, hash, bytes, day) SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7)")
    {
        Parameters =
        {
            Numbers(_items.Select(row => row.Place)),
            Bytes(_items.Select(row => row.Item.Message.ToBytes())),
            Numbers(_items.Select(row => (long)row.Item.Kind)),
            Numbers(_items.Select(row => (long)row.Item.Epoch)),
            Bytes(_items.Select(row => row.Item.Hash.ToArray())),
            Bytes(_items.Select(row => row.Item.Bytes.ToArray())),
            Numbers(_items.Select(row => row.Day)),
        },
    };

    private NpgsqlBatchCommand Channels() => new(
        """
        UPDATE channel SET epoch = new.epoch, head = new.head, digest = new.digest, lasting = new.lasting,
          talk_days = new.talk_days, restrictions = new.restrictions
        FROM unnest($1, $2, $3, $4, $5, $6, $7) AS new (number, epoch, head, digest, lasting, talk_days, restrictions)
        WHERE channel.number = new.number
        """)
    {
        Parameters =
        {
            Numbers(_channels.Keys),
            Numbers(_channels.Values.Select(row => row.Epoch)),
            Numbers(_channels.Values.Select(row => row.Head)),
            Bytes(_channels.Values.Select(row => row.Digest)),
            Numbers(_channels.Values.Select(row => row.Lasting)),
            Numbers(_channels.Values.Select(row => row.TalkDays)),
            Numbers(_channels.Values.Select(row => (long)row.Restrictions)),
        },
    };

    private static NpgsqlParameter Numbers(IEnumerable<long> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };

    private static NpgsqlParameter Bytes(IEnumerable<byte[]> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea };
}
