using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Mailboxes;

/// <summary>A mailbox as the relay keeps it. Nothing in it says whose it is or which dialogue paid for it.</summary>
internal sealed record MailboxRow(long Number, byte[] OwnerKey, byte[] DropHash, long Letters, long LetterBytes)
{
    public static MailboxRow? Find(IRows rows, MailboxId id) => rows.First(
        "SELECT number, owner_key, drop_hash, letters, letter_bytes FROM mailbox WHERE id = $1" + rows.Hold,
        row => new MailboxRow(row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetFieldValue<byte[]>(2), row.GetInt64(3), row.GetInt64(4)),
        id.ToBytes());

    /// <summary>The counters of mailboxes in which letters wait, of at most <see cref="ManyIds.Count"/> at once.</summary>
    public static Dictionary<MailboxId, long> Waiting(IRows rows, IReadOnlyList<MailboxId> ids) => rows.All(
        $"SELECT id, counter FROM mailbox WHERE letters > 0 AND id {ManyIds.Set}",
        row => (Id: OpaqueId.Read<MailboxId>(row.GetFieldValue<byte[]>(0)), Counter: row.GetInt64(1)),
        ManyIds.Values([.. ids.Select(id => id.ToBytes())])).ToDictionary(row => row.Id, row => row.Counter);

    public static void Insert(IRows rows, CreateMailboxRequest request)
    {
        long number;
        do
        {
            number = Place.DrawMailboxNumber();
        }
        while (rows.Number("SELECT count(*) FROM mailbox WHERE number = $1", number) > 0);

        _ = rows.Execute(
            "INSERT INTO mailbox (number, id, owner_key, drop_hash, close_mark) VALUES ($1, $2, $3, $4, $5)",
            number, request.Mailbox.ToBytes(), request.OwnerKey.ToArray(), request.DropTokenHash.ToArray(), request.CloseMark.ToArray());
    }

    /// <summary>Keeps other nodes from writing to the mailbox until the transaction ends; false when it was erased since a connection opened it.</summary>
    public static bool TryHold(IRows rows, long number) => rows.Number("SELECT count(*) FROM (SELECT number FROM mailbox WHERE number = $1" + rows.Hold + ") AS held", number) > 0;

    /// <summary>The next place in this mailbox, for a letter or a package.</summary>
    public static long NextPlace(IRows rows, long number) => Place.Of(
        number, rows.Number("UPDATE mailbox SET counter = counter + 1 WHERE number = $1 RETURNING counter", number));

    /// <summary>Counts letters that came (or, negative, went).</summary>
    public static void Count(IRows rows, long number, long letters, long bytes) => rows.Execute(
        "UPDATE mailbox SET letters = letters + $2, letter_bytes = letter_bytes + $3 WHERE number = $1", number, letters, bytes);
}
