using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Dialogues;

/// <summary>What a closing key opens: the only thing by which a relay learns what belongs to one dialogue, and then it is erased.</summary>
/// <param name="DialogueIds">One, unless it was erased before the rest.</param>
/// <param name="MailboxNumbers">Of their rows.</param>
/// <param name="ChannelNumbers">Of their rows.</param>
internal sealed record ClosedDialogue(IReadOnlyList<byte[]> DialogueIds, IReadOnlyList<long> MailboxNumbers, IReadOnlyList<long> ChannelNumbers)
{
    public int Count => DialogueIds.Count + MailboxNumbers.Count + ChannelNumbers.Count;

    public static async Task<ClosedDialogue> FindAsync(byte[] closingKey, MailboxesDatabase mailboxes, ChannelsDatabase channels, CancellationToken cancellation)
    {
        const string Marked = " WHERE close_mark IS NOT NULL";
        var dialogues = await mailboxes.Store.ReadAsync(
            rows => rows.All("SELECT id, close_mark FROM dialogue" + Marked, row => (Id: row.GetFieldValue<byte[]>(0), Mark: row.GetFieldValue<byte[]>(1))), cancellation);
        return new ClosedDialogue(
            [.. dialogues.Where(one => CloseMark.IsOf(closingKey, one.Mark)).Select(one => one.Id)],
            await NumbersAsync(closingKey, mailboxes.Store, "mailbox", cancellation),
            await NumbersAsync(closingKey, channels.Store, "channel", cancellation));
    }

    /// <summary>Erases one row and all that hangs on it after the other; whoever is interrupted begins again. The dialogue itself comes last.</summary>
    public async Task EraseAsync(MailboxesDatabase mailboxes, ChannelsDatabase channels, CancellationToken cancellation)
    {
        foreach (var channel in ChannelNumbers)
        {
            _ = await channels.Store.WriteAsync(WriteKey.None, batch => EraseChannel(batch.Rows, channel), cancellation);
        }

        foreach (var mailbox in MailboxNumbers)
        {
            _ = await mailboxes.Store.WriteAsync(WriteKey.None, batch => EraseMailbox(batch.Rows, mailbox), cancellation);
        }

        foreach (var dialogue in DialogueIds)
        {
            _ = await mailboxes.Store.WriteAsync(WriteKey.None, batch => batch.Rows.Execute("DELETE FROM dialogue WHERE id = $1", dialogue), cancellation);
        }
    }

    private static async Task<List<long>> NumbersAsync(byte[] closingKey, IDatabase database, string table, CancellationToken cancellation)
    {
        var all = await database.ReadAsync(
            rows => rows.All($"SELECT number, close_mark FROM {table}", row => (Number: row.GetInt64(0), Mark: row.GetFieldValue<byte[]>(1))), cancellation);
        return [.. all.Where(one => CloseMark.IsOf(closingKey, one.Mark)).Select(one => one.Number)];
    }

    private static bool EraseChannel(IRows rows, long number)
    {
        // The row first: no other node writes to the channel from here on.
        _ = rows.Execute("DELETE FROM channel WHERE number = $1", number);
        _ = rows.Execute("DELETE FROM steward WHERE channel = $1", number);
        _ = rows.Execute("DELETE FROM epoch WHERE channel = $1", number);
        _ = rows.Execute("DELETE FROM item WHERE place BETWEEN $1 AND $2", Place.Of(number, 0), Place.End(number));
        return true;
    }

    private static bool EraseMailbox(IRows rows, long number)
    {
        _ = rows.Execute("DELETE FROM mailbox WHERE number = $1", number);
        _ = rows.Execute("DELETE FROM package WHERE place BETWEEN $1 AND $2", Place.Of(number, 0), Place.End(number));
        _ = rows.Execute("DELETE FROM letter WHERE place BETWEEN $1 AND $2", Place.Of(number, 0), Place.End(number));
        _ = rows.Execute("DELETE FROM acknowledged WHERE mailbox = $1", number);
        return true;
    }
}
