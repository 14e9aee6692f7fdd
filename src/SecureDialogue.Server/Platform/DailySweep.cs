using System.Data.Common;
using SecureDialogue.Server.Platform.Storage;

namespace SecureDialogue.Server.Platform;

/// <summary>Sweeps at start and then once a day; a failure is logged and tried again the next day.</summary>
internal sealed partial class DailySweep(IEnumerable<ISweeper> sweepers, Calendar calendar, TimeProvider time, ILogger<DailySweep> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromDays(1), time);
        do
        {
            await SweepAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SweepAsync(CancellationToken cancellation)
    {
        var day = 0L;
        if (!await TryAsync(async () => day = await calendar.TurnAsync(cancellation)))
        {
            return;
        }

        foreach (var sweeper in sweepers)
        {
            // One database that fails keeps nothing in the other from going.
            _ = await TryAsync(() => sweeper.SweepAsync(day, cancellation));
        }
    }

    private async Task<bool> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (DbException failure)
        {
            Failed(log, StorageFailure.Code(failure));
        }
        catch (ObjectDisposedException)
        {
            // The relay is ending; the next start sweeps.
        }

        return false;
    }

    [LoggerMessage(1, LogLevel.Error, "Expired rows could not be deleted ({Code}); the next try is tomorrow")]
    private static partial void Failed(ILogger logger, string code);
}
