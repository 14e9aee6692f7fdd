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
        try
        {
            var day = await calendar.TurnAsync(cancellation);
            foreach (var sweeper in sweepers)
            {
                await sweeper.SweepAsync(day, cancellation);
            }
        }
        catch (DbException failure)
        {
            Failed(log, StorageFailure.Code(failure));
        }
        catch (ObjectDisposedException)
        {
            // The relay is ending; the next start sweeps.
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Expired rows could not be deleted ({Code}); the next try is tomorrow")]
    private static partial void Failed(ILogger logger, string code);
}
