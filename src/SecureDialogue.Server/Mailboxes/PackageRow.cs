using System.Security.Cryptography;
using SecureDialogue.Server.Platform.Storage;
using Places = SecureDialogue.Server.Platform.Storage.Place;

namespace SecureDialogue.Server.Mailboxes;

/// <summary>A sealed key package. Handed out once, but for the last, which is handed out until others come.</summary>
internal sealed record PackageRow(long Place, byte[] Bytes)
{
    public static long CountUnused(IRows rows, long mailbox) => rows.Number(
        "SELECT count(*) FROM package WHERE place BETWEEN $1 AND $2 AND bytes IS NOT NULL AND handed = 0",
        Places.Of(mailbox, 0), Places.End(mailbox));

    /// <summary>The first two that can be handed out.</summary>
    public static List<PackageRow> FirstTwo(IRows rows, long mailbox) => rows.All(
        "SELECT place, bytes FROM package WHERE place BETWEEN $1 AND $2 AND bytes IS NOT NULL ORDER BY place LIMIT 2",
        row => new PackageRow(row.GetInt64(0), row.GetFieldValue<byte[]>(1)),
        Places.Of(mailbox, 0), Places.End(mailbox));

    public static void MarkHanded(IRows rows, long place) => rows.Execute("UPDATE package SET handed = 1 WHERE place = $1", place);

    /// <summary>Deletes the bytes and keeps the hash: who puts it again in a retry puts nothing.</summary>
    public static void Empty(IRows rows, long place) => rows.Execute("UPDATE package SET handed = 1, bytes = NULL WHERE place = $1", place);

    public static void EmptyAll(IRows rows, long mailbox) => rows.Execute(
        "UPDATE package SET handed = 1, bytes = NULL WHERE place BETWEEN $1 AND $2 AND bytes IS NOT NULL",
        Places.Of(mailbox, 0), Places.End(mailbox));

    public static void EmptyHanded(IRows rows, long mailbox) => rows.Execute(
        "UPDATE package SET bytes = NULL WHERE place BETWEEN $1 AND $2 AND handed = 1 AND bytes IS NOT NULL",
        Places.Of(mailbox, 0), Places.End(mailbox));

    public static bool Knows(IRows rows, long mailbox, ReadOnlyMemory<byte> package) => rows.Number(
        "SELECT count(*) FROM package WHERE place BETWEEN $1 AND $2 AND hash = $3",
        Places.Of(mailbox, 0), Places.End(mailbox), SHA256.HashData(package.Span)) > 0;

    public static void Insert(IRows rows, long mailbox, ReadOnlyMemory<byte> package, long day) => rows.Execute(
        "INSERT INTO package (place, hash, bytes, day) VALUES ($1, $2, $3, $4)",
        MailboxRow.NextPlace(rows, mailbox), SHA256.HashData(package.Span), package.ToArray(), day);
}
