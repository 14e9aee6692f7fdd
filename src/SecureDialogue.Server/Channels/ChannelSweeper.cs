using SecureDialogue.Server.Platform;
using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels;

/// <summary>
/// Expired talk loses its bytes and keeps sequence, id, kind, epoch and hash; after <see cref="Limits.LastingDays"/> rows go, and with
/// them the keys of epochs that have none left. One channel a transaction: nobody waits long behind it.
/// </summary>
internal sealed class ChannelSweeper(ChannelsDatabase channels) : ISweeper
{
    public async Task SweepAsync(long today, CancellationToken cancellation)
    {
        var numbers = await channels.Store.ReadAsync(
            rows => rows.All("SELECT number, talk_days FROM channel", row => (row.GetInt64(0), row.GetInt64(1))), cancellation);
        foreach (var (number, talkDays) in numbers)
        {
            _ = await channels.Store.WriteAsync(WriteKey.None, batch => Sweep(batch.Rows, number, today, talkDays), cancellation);
        }
    }

    private static bool Sweep(IRows rows, long channel, long today, long talkDays)
    {
        var (first, last) = (Place.Of(channel, 0), Place.End(channel));
        ChannelRow.Hold(rows, channel);
        _ = rows.Execute(
            "UPDATE item SET bytes = NULL WHERE place BETWEEN $1 AND $2 AND kind = $3 AND day < $4 AND bytes IS NOT NULL",
            first, last, (long)ItemKind.Talk, today - talkDays);
        _ = rows.Execute("DELETE FROM item WHERE place BETWEEN $1 AND $2 AND day < $3", first, last, today - Limits.LastingDays);
        _ = rows.Execute(
            """
            DELETE FROM epoch WHERE channel = $1
              AND epoch < (SELECT epoch FROM channel WHERE number = $1)
              AND NOT EXISTS (SELECT 1 FROM item WHERE place BETWEEN $2 AND $3 AND item.epoch = epoch.epoch)
            """,
            channel, first, last);
        return true;
    }
}
