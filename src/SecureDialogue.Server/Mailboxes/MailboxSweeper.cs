using SecureDialogue.Server.Platform;
using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Mailboxes;

/// <summary>Deletes letters that nobody fetched for <see cref="Limits.LetterDays"/>, and the traces of used packages and letters.</summary>
internal sealed class MailboxSweeper(MailboxesDatabase mailboxes) : ISweeper
{
    public Task SweepAsync(long today, CancellationToken cancellation) => mailboxes.Store.WriteAsync(
        WriteKey.None,
        batch =>
        {
            var last = today - Limits.LetterDays;
            _ = batch.Rows.Execute("DELETE FROM letter WHERE day < $1", last);
            _ = batch.Rows.Execute("DELETE FROM acknowledged WHERE day < $1", last);
            _ = batch.Rows.Execute("DELETE FROM package WHERE bytes IS NULL AND day < $1", last);
            _ = batch.Rows.Execute(
                """
                UPDATE mailbox SET (letters, letter_bytes) =
                  (SELECT count(*), coalesce(sum(length(bytes)), 0) FROM letter WHERE place BETWEEN number << 32 AND (number << 32) + 4294967295)
                """);
            return true;
        },
        cancellation);
}
