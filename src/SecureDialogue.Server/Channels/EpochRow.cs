using SecureDialogue.Server.Platform.Sqlite;

namespace SecureDialogue.Server.Channels;

/// <summary>An epoch's access key, and where in the log the epoch begins.</summary>
internal sealed record EpochRow(long Epoch, byte[] Key, long OpenedBy, byte[] OpenedDigest)
{
    public static EpochRow? Find(SqliteSession rows, long channel, long epoch) => rows.First(
        "SELECT epoch, key, opened_by, opened_digest FROM epoch WHERE channel = $1 AND epoch = $2",
        row => new EpochRow(row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetInt64(2), row.GetFieldValue<byte[]>(3)),
        channel, epoch);

    public static void DeleteAfter(SqliteSession rows, long channel, long epoch) =>
        rows.Execute("DELETE FROM epoch WHERE channel = $1 AND epoch > $2", channel, epoch);

    public void Insert(SqliteSession rows, long channel) => rows.Execute(
        "INSERT INTO epoch (channel, epoch, key, opened_by, opened_digest) VALUES ($1, $2, $3, $4, $5)", channel, Epoch, Key, OpenedBy, OpenedDigest);

    public void SetKey(SqliteSession rows, long channel, ReadOnlyMemory<byte> key) =>
        rows.Execute("UPDATE epoch SET key = $3 WHERE channel = $1 AND epoch = $2", channel, Epoch, key.ToArray());
}
