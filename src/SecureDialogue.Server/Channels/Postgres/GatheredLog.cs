using Npgsql;
using NpgsqlTypes;
using SecureDialogue.Server.Platform.Postgres;
using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels.Postgres;

/// <summary>
/// The log of a transaction in which many post, in two exchanges with the server: one makes the channels its own, in one order on
/// every node, and then loads what their posts are judged by; one appends all items and moves all heads.
/// </summary>
internal sealed class GatheredLog : IChannelLog, IGathered
{
    private readonly PostgresSession _session;
    private readonly Dictionary<ChannelId, long> _numbers = [];
    private readonly Dictionary<long, ChannelRow> _channels = [];
    private readonly Dictionary<long, EpochRow> _epochs = [];
    private readonly Dictionary<(long Channel, MessageId Message), long> _sequences = [];
    private readonly GatheredWrites _writes = new();
    private bool _loaded;

    private GatheredLog(PostgresSession session) => _session = session;

    public static GatheredLog Load(PostgresSession session, IReadOnlyList<WriteWork> pieces)
    {
        var log = new GatheredLog(session);
        var appends = pieces.Where(piece => !piece.Key.Message.IsEmpty).Select(piece => piece.Key).ToList();
        if (appends.Count > 0)
        {
            log.Load(appends);
        }

        return log;
    }

    public ChannelRow? Find(ChannelId id) => !_loaded
        ? ChannelRow.Find(_session, id)
        : _numbers.TryGetValue(id, out var number) ? _channels[number] : null;

    public EpochRow? CurrentEpoch(ChannelRow channel) => _loaded
        ? _epochs.GetValueOrDefault(channel.Number)
        : EpochRow.Find(_session, channel.Number, channel.Epoch);

    public long FindLive(long channel, MessageId message) => _loaded
        ? _sequences.GetValueOrDefault((channel, message))
        : ItemRow.FindLive(_session, channel, message);

    public void Append(long channel, LogItem item, long day)
    {
        if (_loaded)
        {
            _sequences.Add((channel, item.Message), item.Sequence);
            _writes.Append(channel, item, day);
        }
        else
        {
            ItemRow.Insert(_session, channel, item, day);
        }
    }

    public void Store(ChannelRow channel)
    {
        if (_loaded)
        {
            _channels[channel.Number] = channel;
            _writes.Store(channel);
        }
        else
        {
            channel.Store(_session);
        }
    }

    public void Release()
    {
        _loaded = false;
        _writes.Flush(_session.Connection);
    }

    /// <summary>
    /// Each statement sees what was committed when it began: the later two see what a node that held the channels did. The last one asks
    /// for each message by itself, or a server without statistics would look for it in the channel's whole log.
    /// </summary>
    private void Load(List<WriteKey> appends)
    {
        var ids = appends.Select(append => append.Subject.ToArray()).ToArray();
        var messages = appends.Select(append => append.Message.ToArray()).ToArray();
        using var batch = new NpgsqlBatch(_session.Connection);
        batch.BatchCommands.Add(Command($"SELECT {ChannelRow.Columns}, id FROM channel WHERE id = ANY($1) ORDER BY id FOR UPDATE", ids));
        batch.BatchCommands.Add(Command(
            $"SELECT {EpochRow.Columns}, channel FROM epoch WHERE (channel, epoch) IN (SELECT number, epoch FROM channel WHERE id = ANY($1))", ids));
        batch.BatchCommands.Add(Command(
            """
            SELECT number, stored.message, stored.place FROM unnest($1, $2) AS wanted (id, message)
            JOIN channel USING (id)
            CROSS JOIN LATERAL (SELECT message, place FROM item WHERE place >> 32 = number AND message = wanted.message AND void = 0 LIMIT 1) AS stored
            """,
            ids, messages));
        using var reader = batch.ExecuteReader();
        while (reader.Read())
        {
            var channel = ChannelRow.Map(reader);
            _channels.Add(channel.Number, channel);
            _numbers.Add(OpaqueId.Read<ChannelId>(reader.GetFieldValue<byte[]>(ChannelRow.ColumnCount)), channel.Number);
        }

        _ = reader.NextResult();
        while (reader.Read())
        {
            _epochs.Add(reader.GetInt64(EpochRow.ColumnCount), EpochRow.Map(reader));
        }

        _ = reader.NextResult();
        while (reader.Read())
        {
            _sequences[(reader.GetInt64(0), OpaqueId.Read<MessageId>(reader.GetFieldValue<byte[]>(1)))] = Place.Counter(reader.GetInt64(2));
        }

        _loaded = true;
    }

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<byte[][]> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            _ = command.Parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
        }

        return command;
    }
}
