using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace SecureDialogue.EndToEnd.Tests.Faults;

/// <summary>E10: whatever fails while people write through four nodes, what was acknowledged is read by all, once, in one order.</summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    [Fact]
    [Trait("Category", "Long")]
    public Task Nothing_acknowledged_is_lost_doubled_or_reordered_by_any_one_fault() => RunAsync((random, _) =>
    {
        var faults = Enum.GetValues<Fault>();
        random.Shuffle(faults);
        return faults;
    });

    /// <summary>As long as FAULT_MINUTES says, five by default.</summary>
    [Fact]
    [Trait("Category", "Hours")]
    public Task Nothing_acknowledged_is_lost_doubled_or_reordered_by_any_row_of_faults() => RunAsync(Many);

    private static IEnumerable<Fault> Many(Random random, Stopwatch clock)
    {
        var minutes = double.Parse(Environment.GetEnvironmentVariable("FAULT_MINUTES") ?? "5", CultureInfo.InvariantCulture);
        var faults = Enum.GetValues<Fault>();
        while (clock.Elapsed.TotalMinutes < minutes)
        {
            yield return faults[random.Next(faults.Length)];
        }
    }

    private async Task RunAsync(Func<Random, Stopwatch, IEnumerable<Fault>> schedule)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("FAULT_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next(1_000_000);
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
