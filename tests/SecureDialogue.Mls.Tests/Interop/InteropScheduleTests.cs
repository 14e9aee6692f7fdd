using System.Diagnostics;
using SecureDialogue.Mls.Crypto;
using Xunit.Abstractions;

namespace SecureDialogue.Mls.Tests.Interop;

public sealed class InteropScheduleTests(PeerFixture peers, ITestOutputHelper output) : IClassFixture<PeerFixture>
{
    private const int SchedulesAtATime = 3;

    private static readonly CipherSuiteId[] Suites =
    [
        CipherSuiteId.X25519Aes128GcmSha256Ed25519,
        CipherSuiteId.P256Aes128GcmSha256P256,
        CipherSuiteId.X25519ChaCha20Poly1305Sha256Ed25519,
    ];

    [Fact]
    [Trait("Category", "Long")]
    public async Task A_hundred_schedules_keep_members_of_three_engines_agreed()
    {
        var tally = await RunAsync(1, 100);

        Assert.True(tally.Steps >= 3000, "too few steps");
        Assert.All(Enum.GetValues<Engine>(), engine =>
        {
            var one = tally.Of(engine);
            Assert.True(one.Commits >= 700 && 5 * one.Commits >= tally.Commits, $"{engine}: too few commits");
            Assert.True(one.Joins >= 300, $"{engine}: too few joins");
            Assert.True(one.Opened >= 30_000, $"{engine}: too few messages");
        });
        Assert.Equal(20, tally.LargestGroup);
    }

    [Fact]
    [Trait("Category", "Hours")]
    public async Task Schedules_of_new_seeds_keep_members_of_three_engines_agreed() =>
        _ = await RunAsync(Random.Shared.Next(1000, 1_000_000), 3000);

    private async Task<InteropTally> RunAsync(int firstSeed, int count)
    {
        var clock = Stopwatch.StartNew();
        var total = new InteropTally();
        var options = new ParallelOptions { MaxDegreeOfParallelism = SchedulesAtATime };
        await Parallel.ForEachAsync(Enumerable.Range(firstSeed, count), options, async (seed, _) =>
        {
            var schedule = new InteropSchedule(peers, Suites[seed % Suites.Length], seed);
            var tally = await schedule.RunAsync();
            Assert.All(schedule.Engines, engine => Assert.True(5 * tally.Of(engine).Commits >= tally.Commits, schedule.Title));
            lock (total)
            {
                total.Add(tally);
            }
        });

        output.WriteLine($"measured: interop {count} schedules, seeds {firstSeed} to {firstSeed + count - 1}, {clock.Elapsed.TotalSeconds:F0} s "
            + $"(processor {peers.Of(Engine.Web).Spent.TotalSeconds:F0} s TypeScript, {peers.Of(Engine.TsMls).Spent.TotalSeconds:F0} s ts-mls): {total}");
        return total;
    }
}
