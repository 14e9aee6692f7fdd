using System.Data.Common;
using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels;

/// <summary>An epoch's access key, and where in the log the epoch begins.</summary>
internal sealed record EpochRow(long Epoch, byte[] Key, long OpenedBy, byte[] OpenedDigest)
{
    public const string Columns = "epoch, key, opened_by, opened_digest";
    public const int ColumnCount = 4;

    public static EpochRow? Find(IRows rows, long channel, long epoch) => rows.First(
        $"SELECT {Columns} FROM epoch WHERE channel = $1 AND epoch = $2", Map, channel, epoch);

    /// <summary>Reads <see cref="Columns"/>.</summary>
    public static EpochRow Map(DbDataReader row) => Map(row, 0);

    /// <summary>Finds a channel and one of its epochs, each if there is one, in one statement: a storm of reconnections is made of these.</summary>
    public static (ChannelRow? Channel, EpochRow? Epoch) FindWithChannel(IRows rows, ChannelId id, long epoch)
    {
        var found = rows.First(
            "SELECT channel.number, channel.epoch, head, digest, lasting, talk_days, restrictions, epoch.epoch, key, opened_by, opened_digest"
            + " FROM channel LEFT JOIN epoch ON epoch.channel = channel.number AND epoch.epoch = $2 WHERE channel.id = $1",
            row => Tuple.Create(ChannelRow.Map(row), row.IsDBNull(ChannelRow.ColumnCount) ? null : Map(row, ChannelRow.ColumnCount)),
            id.ToBytes(), epoch);
        return (found?.Item1, found?.Item2);
    }

    public static void DeleteAfter(IRows rows, long channel, long epoch) =>
        rows.Execute("DELETE FROM epoch WHERE channel = $1 AND epoch > $2", channel, epoch);

    public void Insert(IRows rows, long channel) => rows.Execute(
        "INSERT INTO epoch (channel, epoch, key, opened_by, opened_digest) VALUES ($1, $2, $3, $4, $5)", channel, Epoch, Key, OpenedBy, OpenedDigest);

    public void SetKey(IRows rows, long channel, ReadOnlyMemory<byte> key) =>
        rows.Execute("UPDATE epoch SET key = $3 WHERE channel = $1 AND epoch = $2", channel, Epoch, key.ToArray());

    private static EpochRow Map(DbDataReader row, int at) =>
        new(row.GetInt64(at), row.GetFieldValue<byte[]>(at + 1), row.GetInt64(at + 2), row.GetFieldValue<byte[]>(at + 3));
}
