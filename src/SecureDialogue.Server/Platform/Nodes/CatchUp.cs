using System.Data.Common;

namespace SecureDialogue.Server.Platform.Nodes;

/// <summary>
/// Has each slice read what other nodes stored and this one did not hear of: where there is a gap, soon; everywhere, from time to
/// time, and every second while the bus is away. A node without others has nothing to catch up with.
/// </summary>
internal sealed class CatchUp(IEnumerable<ICatchUp> slices, INodeBus bus, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan EverywhereWithoutBus = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Everywhere = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!bus.HasOthers && bus.IsConnected)
        {
            return;
        }

        using var timer = new PeriodicTimer(Look, time);
        var (lookedAt, wasConnected) = (time.GetTimestamp(), false);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // After an absence all is read twice: as the bus comes back, and a second later, when it is back for others too.
            var age = time.GetElapsedTime(lookedAt);
            var connected = bus.IsConnected;
            var everywhere = age > Everywhere || (age > EverywhereWithoutBus && !(connected && wasConnected));
            if (everywhere)
            {
                (lookedAt, wasConnected) = (time.GetTimestamp(), connected);
            }

            await ReadAsync(everywhere, stoppingToken);
        }
    }

    private async Task ReadAsync(bool everywhere, CancellationToken cancellation)
    {
        try
        {
            foreach (var slice in slices)
            {
                await slice.CatchUpAsync(everywhere, cancellation);
            }
        }
        catch (Exception failure) when (failure is DbException or ObjectDisposedException)
        {
            // The store is away, which its writer tells, or the relay is ending: the next look tries again.
        }
    }
}
