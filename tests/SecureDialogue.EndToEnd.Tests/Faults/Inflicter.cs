using System.Diagnostics;

namespace SecureDialogue.EndToEnd.Tests.Faults;

/// <summary>Does to a cluster what a <see cref="Fault"/> says, in the midst of calls.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="random">Which node.</param>
internal sealed class Inflicter(Cluster cluster, Random random)
{
    /// <summary>Calls that are under way at what is hit, at least.</summary>
    public const int MinInFlight = 2;

    private static readonly TimeSpan LongerThanCallersWait = Traveller.Patience + TimeSpan.FromMilliseconds(500);

    /// <summary>How much later a slow disk says that something is on it.</summary>
    public static readonly TimeSpan SlowDisk = TimeSpan.FromMilliseconds(120);

    /// <summary>Between which moments the disk was slow.</summary>
    public List<(long From, long To)> Slow { get; } = [];

    /// <returns>Calls that were under way.</returns>
    public Task<int> InflictAsync(Fault fault)
    {
        var node = cluster.Nodes[random.Next(cluster.Nodes.Count)];
        return fault switch
        {
            Fault.NodeKilled => HitAsync(() => node.InFlight, () => KillAsync(node)),
            Fault.NodeStopped => HitAsync(() => node.InFlight, () => StopAsync(node)),
            Fault.RedisKilled => HitAsync(() => cluster.InFlight, KillRedisAsync),
            Fault.RedisStopped => HitAsync(() => cluster.InFlight, StopRedisAsync),
            Fault.PostgresKilled => HitAsync(() => cluster.InFlight, KillPostgresAsync),
            Fault.DiskFull => HitAsync(() => cluster.InFlight, FillDiskAsync),
            Fault.DiskSlow => HitAsync(() => cluster.InFlight, SlowDiskAsync),
            Fault.CutFromPostgres => HitAsync(() => node.InFlight, () => DisturbAsync(node.ToPostgres, LinkState.Cut, TimeSpan.FromSeconds(1))),
            Fault.StalledFromPostgres => HitAsync(() => node.InFlight, () => DisturbAsync(node.ToPostgres, LinkState.Stalled, LongerThanCallersWait)),
            Fault.AnswersLost => HitAsync(() => node.InFlight, () => DisturbAsync(node.ToPostgres, LinkState.Deaf, TimeSpan.FromMilliseconds(500))),
            Fault.CutFromRedis => HitAsync(() => node.InFlight, () => DisturbAsync(node.ToRedis, LinkState.Cut, TimeSpan.FromSeconds(1))),
            Fault.StalledFromRedis => HitAsync(() => node.InFlight, () => DisturbAsync(node.ToRedis, LinkState.Stalled, TimeSpan.FromSeconds(1.5))),
            Fault.ClockJump => JumpAsync(cluster.Nodes.Single(one => one.Machine is not null)),
            _ => throw new UnreachableException("Every fault is one of these."),
        };
    }

    private static async Task<int> HitAsync(Func<int> inFlight, Func<Task> fault)
    {
        for (var i = 0; i < 5000 && inFlight() < MinInFlight; i++)
        {
            await Task.Delay(1);
        }

        var hit = inFlight();
        await fault();
        return hit;
    }

    private static async Task KillAsync(Node node)
    {
        await node.KillAsync();
        await Task.Delay(300);
        await node.StartAsync();
    }

    private async Task StopAsync(Node node)
    {
        await node.StopAsync();
        await Task.Delay(LongerThanCallersWait);
        await node.GoOnAsync();

        // Those who wait longer than that are sent elsewhere, as a proxy in front does.
        cluster.Door.CutAll();
    }

    private async Task KillRedisAsync()
    {
        await cluster.Redis.KillAsync();
        await Task.Delay(700);
        await cluster.Redis.StartAgainAsync();
    }

    private async Task StopRedisAsync()
    {
        await cluster.Redis.SignalAsync("STOP");
        await Task.Delay(LongerThanCallersWait);
        await cluster.Redis.SignalAsync("CONT");
    }

    private async Task KillPostgresAsync()
    {
        await cluster.Postgres.KillAllAsync();
        await Task.Delay(300);
        await cluster.StartPostgresAgainAsync();
    }

    private async Task FillDiskAsync()
    {
        var before = cluster.StorageFull;
        cluster.Disk!.Fill();
        for (var i = 0; i < 400 && cluster.StorageFull == before && cluster.Postgres.IsRunning; i++)
        {
            await Task.Delay(20);
            cluster.Disk.Fill();
        }

        Assert.True(cluster.StorageFull > before || !cluster.Postgres.IsRunning, "a full disk was not noticed");
        await Task.Delay(500);
        cluster.Disk.Empty();
        if (!cluster.Postgres.IsRunning)
        {
            await cluster.StartPostgresAgainAsync();
        }
    }

    private async Task SlowDiskAsync()
    {
        cluster.Machine.SlowDisk(SlowDisk);
        var from = Stopwatch.GetTimestamp();
        await Task.Delay(1500);
        Slow.Add((from, Stopwatch.GetTimestamp()));
        cluster.Machine.SlowDisk(TimeSpan.Zero);
    }

    private static async Task DisturbAsync(Link link, LinkState state, TimeSpan time)
    {
        link.Set(state);
        await Task.Delay(time);
        link.Set(LinkState.Open);
    }

    private static Task<int> JumpAsync(Node node) => HitAsync(() => node.InFlight, async () =>
    {
        node.Machine!.SetClock(TimeSpan.FromDays(400));
        await Task.Delay(500);
        await KillAsync(node);
        await Task.Delay(500);
        node.Machine.SetClock(TimeSpan.FromDays(-7300));
        await Task.Delay(500);
        node.Machine.SetClock(TimeSpan.Zero);
        await KillAsync(node);
        Assert.Contains("The clock is 400 days", node.Errors, StringComparison.Ordinal);
    });
}
