using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using SecureDialogue.Server.Platform.Sqlite;
using SecureDialogue.Wire;
using Places = SecureDialogue.Server.Platform.Sqlite.Place;

namespace SecureDialogue.Server.Mailboxes;

/// <summary>A sealed letter that waits, and the trace of one that was acknowledged.</summary>
internal sealed record LetterRow(long Place, long Bytes)
{
    public static bool Knows(SqliteSession rows, long mailbox, LetterId letter) =>
        rows.Number("SELECT count(*) FROM letter WHERE place >> 32 = $1 AND letter = $2", mailbox, letter.ToBytes()) > 0
        || rows.Number("SELECT count(*) FROM acknowledged WHERE mailbox = $1 AND hash = $2", mailbox, Trace(letter)) > 0;

    public static void Insert(SqliteSession rows, long mailbox, DropRequest request, long day)
    {
        _ = rows.Execute(
            "INSERT INTO letter (place, letter, bytes, day) VALUES ($1, $2, $3, $4)",
            MailboxRow.NextPlace(rows, mailbox), request.Letter.ToBytes(), request.Bytes.ToArray(), day);
        MailboxRow.Count(rows, mailbox, 1, request.Bytes.Length);
    }

    /// <summary>Hands over letters after a place, oldest first, until told to stop.</summary>
    public static void Each(SqliteSession rows, long mailbox, long after, Func<SqliteDataReader, bool> next) => rows.Each(
        "SELECT place, letter, bytes FROM letter WHERE place > $1 AND place <= $2 ORDER BY place",
        next, Math.Max(after, Places.Of(mailbox, 0)), Places.End(mailbox));

    public static void Acknowledge(SqliteSession rows, long mailbox, LetterId letter, long day)
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
        _ = rows.Execute("INSERT OR IGNORE INTO acknowledged (mailbox, hash, day) VALUES ($1, $2, $3)", mailbox, Trace(letter), day);
        MailboxRow.Count(rows, mailbox, -1, -standing.Bytes);
    }

    private static byte[] Trace(LetterId letter) => SHA256.HashData(letter.ToBytes());
}
