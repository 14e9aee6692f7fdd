using SecureDialogue.Server.Platform.Storage;

namespace SecureDialogue.Server.Platform;

/// <summary>
/// The days by which the relay stores and lets go. A clock that jumped must not erase what people still need: neither at once, by a day
/// far ahead, nor later, because something was stored under a day long past. So what is stored gets the later of the clock's day and the
/// day that is believed, and nothing is let go by a day that does not follow from the one before, until the clock shows the days after
/// that one too. Both are kept: starting again makes no clock right.
/// </summary>
/// <param name="swept">As <see cref="SweptAsync"/> found it.</param>
/// <param name="mailboxes">Where it is kept.</param>
/// <param name="time">The clock of this machine.</param>
/// <param name="log">What an operator reads.</param>
internal sealed partial class Calendar(long swept, MailboxesDatabase mailboxes, TimeProvider time, ILogger<Calendar> log)
{
    /// <summary>A relay may have been off for so long.</summary>
    private const int DaysAhead = 7;

    /// <summary>Clocks of two nodes differ, and midnight comes to one before the other.</summary>
    private const int DaysBehind = 1;

    private long _believed = swept;

    /// <summary>Days since 1970, UTC: the only time that is ever stored.</summary>
    public long Today => Math.Max(time.Day(), Volatile.Read(ref _believed));

    /// <summary>The day that was believed last; 0 when none was.</summary>
    public static Task<long> SweptAsync(MailboxesDatabase mailboxes, CancellationToken cancellation) =>
        mailboxes.Store.ReadAsync(rows => rows.Number("SELECT swept_day FROM installation"), cancellation);

    /// <summary>Once at start and then once a day: the day by which is let go what is older than it may be.</summary>
    public async Task<long> TurnAsync(CancellationToken cancellation)
    {
        var (shown, last) = (time.Day(), await SweptAsync(mailboxes, cancellation));
        var doubted = await mailboxes.Store.ReadAsync(rows => rows.Number("SELECT doubted_day FROM installation"), cancellation);
        if (last == 0 || Follows(shown, last, -DaysBehind) || (doubted > 0 && Follows(shown, doubted, 1)))
        {
            await KeepAsync(shown, 0, cancellation);
            return shown;
        }

        Doubted(log, shown - last);
        await KeepAsync(last, doubted > 0 && Follows(shown, doubted, 0) ? doubted : shown, cancellation);
        return last;
    }

    private static bool Follows(long day, long before, int least) => day >= before + least && day <= before + DaysAhead;

    private async Task KeepAsync(long swept, long doubted, CancellationToken cancellation)
    {
        Volatile.Write(ref _believed, swept);
        _ = await mailboxes.Store.WriteAsync(
            WriteKey.None, batch => batch.Rows.Execute("UPDATE installation SET swept_day = $1, doubted_day = $2", swept, doubted), cancellation);
    }

    [LoggerMessage(1, LogLevel.Error, "The clock is {Days} days from when this relay last ran: look at it; if it goes on so it is believed tomorrow, and until then nothing is erased by it")]
    private static partial void Doubted(ILogger logger, long days);
}
