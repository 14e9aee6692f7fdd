namespace SecureDialogue.Server.Relay;

/// <summary>
/// Gives memory back once a storm of connections is over. What they leave lies scattered among what the others use, and a relay that
/// is quiet again allocates too little for the collector to come by itself.
/// </summary>
internal sealed class MemoryReturn(TimeProvider time, Action collect) : BackgroundService
{
    /// <summary>Connections whose end is worth a collection: it stops the relay for a tenth of a second when that has 5,000.</summary>
    private const int Many = 500;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    private int _came;
    private int _went;

    /// <summary>Connections that have ended.</summary>
    public int Gone => Volatile.Read(ref _went);

    /// <summary>Compacts the heap and hands what is free to the system.</summary>
    public static void Collect() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    public void Came() => Interlocked.Increment(ref _came);

    public void Went() => Interlocked.Increment(ref _went);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Quiet, time);
        var (moved, collected) = (0, 0);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var (before, went) = (moved, Gone);
            moved = went + Volatile.Read(ref _came);
            if (moved == before && went - collected >= Many)
            {
                collect();
                collected = went;
            }
        }
    }
}
