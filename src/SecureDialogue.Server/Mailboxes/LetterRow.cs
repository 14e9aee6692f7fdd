using System.Security.Cryptography;
using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Wire;
using Places = SecureDialogue.Server.Platform.Storage.Place;

namespace SecureDialogue.Server.Mailboxes;

/// <summary>A sealed letter that waits, and the trace of one that was acknowledged.</summary>
internal sealed record LetterRow(long Place, long Bytes)
{
    public static bool Knows(IRows rows, long mailbox, LetterId letter) =>
        rows.Number("SELECT count(*) FROM letter WHERE place >> 32 = $1 AND letter = $2", mailbox, letter.ToBytes()) > 0
        || rows.Number("SELECT count(*) FROM acknowledged WHERE mailbox = $1 AND hash = $2", mailbox, Trace(letter)) > 0;

    public static void Insert(IRows rows, long mailbox, DropRequest request, long day)
    {
        _ = rows.Execute(
            "INSERT INTO letter (place, letter, bytes, day) VALUES ($1, $2, $3, $4)",
            MailboxRow.NextPlace(rows, mailbox), request.Letter.ToBytes(), request.Bytes.ToArray(), day);
        MailboxRow.Count(rows, mailbox, 1, request.Bytes.Length);
    }

    /// <summary>Letters after a place, oldest first: as many as one answer holds, and one more, if there is, which tells so.</summary>
    public static List<(long Place, Letter Letter)> Page(IRows rows, long mailbox, long after)
    {
        var from = Math.Max(after, Places.Of(mailbox, 0));
        return rows.All(
            "SELECT place, letter, bytes FROM letter WHERE place > $1 AND place <= $2 ORDER BY place",
            row => (row.GetInt64(0), new Letter(OpaqueId.Read<LetterId>(row.GetFieldValue<byte[]>(1)), row.GetFieldValue<byte[]>(2))),
            from, Pages.Last(rows, "letter", from, Places.End(mailbox)));
    }

    /// <summary>Deletes letters that came before a day, and gives them; their mailboxes still count them.</summary>
    public static List<LetterRow> DeleteBefore(IRows rows, long day) => rows.All(
        "DELETE FROM letter WHERE day < $1 RETURNING place, length(bytes)", row => new LetterRow(row.GetInt64(0), row.GetInt64(1)), day);

    public static void Acknowledge(IRows rows, long mailbox, LetterId letter, long day)
    {
        var standing = rows.First(
            "SELECT place, length(bytes) FROM letter WHERE place >> 32 = $1 AND letter = $2",
            row => new LetterRow(row.GetInt64(0), row.GetInt64(1)),
            mailbox, letter.ToBytes());
        if (standing is null)
        {
            return;
        }

        _ = rows.Execute("DELETE FROM letter WHERE place = $1", standing.Place);
        _ = rows.Execute("INSERT INTO acknowledged (mailbox, hash, day) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", mailbox, Trace(letter), day);
        MailboxRow.Count(rows, mailbox, -1, -standing.Bytes);
    }

    private static byte[] Trace(LetterId letter) => SHA256.HashData(letter.ToBytes());
}
