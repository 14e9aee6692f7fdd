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

            // Only mailboxes that lose a letter are written to: all of them would be held until the transaction ends.
            foreach (var letters in LetterRow.DeleteBefore(batch.Rows, last).GroupBy(letter => Place.Number(letter.Place)).OrderBy(letters => letters.Key))
            {
                MailboxRow.Count(batch.Rows, letters.Key, -letters.Count(), -letters.Sum(letter => letter.Bytes));
            }

            _ = batch.Rows.Execute("DELETE FROM acknowledged WHERE day < $1", last);
            _ = batch.Rows.Execute("DELETE FROM package WHERE bytes IS NULL AND day < $1", last);
            return true;
        },
        cancellation);
}
