using System.Data.Common;
using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Channels;

/// <summary>Rows of the log.</summary>
internal static class ItemRow
{
    private const string Columns = "place, message, kind, epoch, hash, bytes, void";

    /// <summary>Sequence of the live item with this message id, or 0. An id whose item was voided is free again.</summary>
    public static long FindLive(IRows rows, long channel, MessageId message)
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

    public static LogItem? Find(IRows rows, long channel, long sequence) =>
        rows.First($"SELECT {Columns} FROM item WHERE place = $1", Map, Place.Of(channel, sequence));

    /// <summary>Items after a sequence: as many as one answer holds, and one more, if there is, which tells so.</summary>
    public static List<LogItem> Page(IRows rows, long channel, long after) => rows.All(
        $"SELECT {Columns} FROM item WHERE place > $1 AND place <= $2 ORDER BY place",
        Map,
        Place.Of(channel, after), Pages.Last(rows, "item", Place.Of(channel, after), Place.End(channel)));

    public static void Insert(IRows rows, long channel, LogItem item, long day) => rows.Execute(
        "INSERT INTO item (place, message, kind, epoch, hash, bytes, day) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        Place.Of(channel, item.Sequence), item.Message.ToBytes(), (long)item.Kind, (long)item.Epoch, item.Hash.ToArray(), item.Bytes.ToArray(), day);

    /// <summary>
    /// Voids every live item from a sequence on: hashes stay for the log chain, bytes go. What stewards set for the channel stands:
    /// an act begins with its verb, and only supersede (1) and set key (2) are about a commit.
    /// </summary>
    public static void VoidFrom(IRows rows, long channel, long sequence) => rows.Execute(
        "UPDATE item SET void = 1, bytes = NULL WHERE place BETWEEN $1 AND $2 AND void = 0 AND NOT (kind = $3 AND substr(bytes, 1, 1) > $4)",
        Place.Of(channel, sequence), Place.End(channel), (long)ItemKind.Steward, new byte[] { (byte)StewardVerb.SetKey });

    private static LogItem Map(DbDataReader row) => new(
        Place.Counter(row.GetInt64(0)),
        OpaqueId.Read<MessageId>(row.GetFieldValue<byte[]>(1)),
        (ItemKind)row.GetInt64(2),
        (ulong)row.GetInt64(3),
        row.GetFieldValue<byte[]>(4),
        row.IsDBNull(5) ? default(ReadOnlyMemory<byte>) : row.GetFieldValue<byte[]>(5),
        row.GetInt64(6) != 0);
}
