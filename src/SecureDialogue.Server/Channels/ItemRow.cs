using Microsoft.Data.Sqlite;
using SecureDialogue.Server.Platform.Sqlite;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels;

/// <summary>Rows of the log.</summary>
internal static class ItemRow
{
    private const string Columns = "place, message, kind, epoch, hash, bytes, void";

    /// <summary>Sequence of the live item with this message id, or 0. An id whose item was voided is free again.</summary>
    public static long FindLive(SqliteSession rows, long channel, MessageId message)
    {
#if DEBUG
        // What the fault tests switch off to see that they would notice; not in a release.
        if (Environment.GetEnvironmentVariable("RELAY_TEST_NO_ID_LOOKUP") == "1")
        {
            return 0;
        }
#endif
        return Place.Counter(rows.Number("SELECT place FROM item WHERE place >> 32 = $1 AND message = $2 AND void = 0", channel, message.ToBytes()));
    }

    public static LogItem? Find(SqliteSession rows, long channel, long sequence) =>
        rows.First($"SELECT {Columns} FROM item WHERE place = $1", Map, Place.Of(channel, sequence));

    /// <summary>Hands over items after a sequence until told to stop.</summary>
    public static void Each(SqliteSession rows, long channel, long after, Func<LogItem, bool> next) => rows.Each(
        $"SELECT {Columns} FROM item WHERE place > $1 AND place <= $2 ORDER BY place",
        row => next(Map(row)),
        Place.Of(channel, after), Place.End(channel));

    public static void Insert(SqliteSession rows, long channel, LogItem item, long day) => rows.Execute(
        "INSERT INTO item (place, message, kind, epoch, hash, bytes, day) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        Place.Of(channel, item.Sequence), item.Message.ToBytes(), (int)item.Kind, (long)item.Epoch, item.Hash.ToArray(), item.Bytes.ToArray(), day);

    /// <summary>
    /// Voids every live item from a sequence on: hashes stay for the log chain, bytes go. What stewards set for the channel stands:
    /// an act begins with its verb, and only supersede (1) and set key (2) are about a commit.
    /// </summary>
    public static void VoidFrom(SqliteSession rows, long channel, long sequence) => rows.Execute(
        "UPDATE item SET void = 1, bytes = NULL WHERE place BETWEEN $1 AND $2 AND void = 0 AND NOT (kind = $3 AND substr(bytes, 1, 1) > x'02')",
        Place.Of(channel, sequence), Place.End(channel), (int)ItemKind.Steward);

    private static LogItem Map(SqliteDataReader row) => new(
        Place.Counter(row.GetInt64(0)),
        OpaqueId.Read<MessageId>(row.GetFieldValue<byte[]>(1)),
        (ItemKind)row.GetInt32(2),
        (ulong)row.GetInt64(3),
        row.GetFieldValue<byte[]>(4),
        row.IsDBNull(5) ? default(ReadOnlyMemory<byte>) : row.GetFieldValue<byte[]>(5),
        row.GetBoolean(6));
}
