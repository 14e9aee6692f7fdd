using System.Diagnostics;
using System.Globalization;
using SecureDialogue.Server.Tests.Actors;
using Xunit.Abstractions;

namespace SecureDialogue.Server.Tests.Relay;

public sealed class IdleConnectionTests(ITestOutputHelper output)
{
    [Fact]
    public Task Five_hundred_idle_connections_hold_up_nobody() => HoldAsync(500, kibibytesEach: 200);

    [Fact]
    [Trait("Category", "Hours")]
    public Task Ten_thousand_idle_connections_hold_up_nobody() => HoldAsync(10_000, kibibytesEach: 64);

    private async Task HoldAsync(int count, int kibibytesEach)
    {
        var directory = Directory.CreateTempSubdirectory("idle-").FullName;
        using var relay = await RelayProcess.StartAsync(Path.Combine(directory, "data"));
        await using var first = await RelayConnection.OpenAsync(relay.Address);
        var (before, clock) = (Resident(relay.Id), Stopwatch.StartNew());
        var idle = new List<PlainSocket>();
        foreach (var some in Enumerable.Range(0, count).Chunk(50))
        {
            idle.AddRange(await Task.WhenAll(some.Select(i => PlainSocket.OpenIdleAsync(relay.Address, $"127.0.{i / 250}.{(i % 250) + 1}"))));
        }

        var (opened, grown) = (clock.Elapsed, Resident(relay.Id) - before);
        clock.Restart();
        await using var another = await RelayConnection.OpenAsync(relay.Address);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"measured: {count} idle connections in {opened.TotalSeconds:0.0} s, {grown / count} KiB each; the next one in {clock.Elapsed.TotalMilliseconds:0} ms"));
        Assert.Equal(count, idle.Count);
        Assert.InRange(grown / count, 0, kibibytesEach);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.True(first.IsOpen && another.IsOpen);
        idle.ForEach(socket => socket.Dispose());
        await relay.KillAsync();
        Directory.Delete(directory, true);
    }

    /// <summary>KiB of memory that a process has.</summary>
    private static long Resident(int process) =>
        long.Parse(File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
