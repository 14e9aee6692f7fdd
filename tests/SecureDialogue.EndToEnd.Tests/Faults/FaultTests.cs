using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace SecureDialogue.EndToEnd.Tests.Faults;

/// <summary>E10: whatever fails while people write through four nodes, what was acknowledged is read by all, once, in one order.</summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    /// <summary>Then all begins anew, on an empty store.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(4);

    [Fact]
    [Trait("Category", "Long")]
    public Task Nothing_acknowledged_is_lost_doubled_or_reordered_by_any_one_fault() => RunAsync(Seed, (random, _) =>
    {
        var faults = Enum.GetValues<Fault>();
        random.Shuffle(faults);
        return faults;
    });

    /// <summary>As long as FAULT_MINUTES says, five by default.</summary>
    [Fact]
    [Trait("Category", "Hours")]
    public async Task Nothing_acknowledged_is_lost_doubled_or_reordered_by_any_row_of_faults()
    {
        var time = TimeSpan.FromMinutes(double.Parse(Environment.GetEnvironmentVariable("FAULT_MINUTES") ?? "5", CultureInfo.InvariantCulture));
        var whole = Stopwatch.StartNew();
        for (var seed = Seed; whole.Elapsed < time; seed++)
        {
            var rest = time - whole.Elapsed;
            await RunAsync(seed, (random, clock) => Many(random, clock, rest < Round ? rest : Round));
        }
    }

    private static int Seed =>
        int.TryParse(Environment.GetEnvironmentVariable("FAULT_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next(1_000_000);

    /// <summary>In any order, any of them again and again.</summary>
    private static IEnumerable<Fault> Many(Random random, Stopwatch clock, TimeSpan time)
    {
        var faults = Enum.GetValues<Fault>();
        while (clock.Elapsed < time)
        {
            yield return faults[random.Next(faults.Length)];
        }
    }

    private async Task RunAsync(int seed, Func<Random, Stopwatch, IEnumerable<Fault>> schedule)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"FAULT_SEED={seed}"));
        var clock = Stopwatch.StartNew();
        await using var run = await FaultRun.StartAsync(seed);
        foreach (var fault in schedule(new Random(seed), clock).Where(fault => fault != Fault.DiskFull || run.CanFillDisk))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds:0.0} s: {fault}"));
            await run.HitAsync(fault);
        }

        var violations = await run.JudgeAsync();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"measured: faults: seed {seed}, {run.Report()}; {clock.Elapsed.TotalSeconds:0} s"));

        Assert.Empty(violations);
        Assert.All(run.Hits, hit => Assert.InRange(hit.InFlight, Inflicter.MinInFlight, int.MaxValue));
        Assert.InRange(run.Stored, 20 * run.Hits.Count, int.MaxValue);
        Assert.InRange(run.Again, 3 * run.Hits.Count, int.MaxValue);
    }
}
