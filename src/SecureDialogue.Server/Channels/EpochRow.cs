using System.Data.Common;
using SecureDialogue.Server.Platform.Storage;

namespace SecureDialogue.Server.Channels;

/// <summary>An epoch's access key, and where in the log the epoch begins.</summary>
internal sealed record EpochRow(long Epoch, byte[] Key, long OpenedBy, byte[] OpenedDigest)
{
    public const string Columns = "epoch, key, opened_by, opened_digest";
    public const int ColumnCount = 4;

    public static EpochRow? Find(IRows rows, long channel, long epoch) => rows.First(
        $"SELECT {Columns} FROM epoch WHERE channel = $1 AND epoch = $2", Map, channel, epoch);

    /// <summary>Reads <see cref="Columns"/>.</summary>
    public static EpochRow Map(DbDataReader row) => new(row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetInt64(2), row.GetFieldValue<byte[]>(3));

    public static void DeleteAfter(IRows rows, long channel, long epoch) =>
        rows.Execute("DELETE FROM epoch WHERE channel = $1 AND epoch > $2", channel, epoch);

    public void Insert(IRows rows, long channel) => rows.Execute(
        "INSERT INTO epoch (channel, epoch, key, opened_by, opened_digest) VALUES ($1, $2, $3, $4, $5)", channel, Epoch, Key, OpenedBy, OpenedDigest);

    public void SetKey(IRows rows, long channel, ReadOnlyMemory<byte> key) =>
        rows.Execute("UPDATE epoch SET key = $3 WHERE channel = $1 AND epoch = $2", channel, Epoch, key.ToArray());
}
