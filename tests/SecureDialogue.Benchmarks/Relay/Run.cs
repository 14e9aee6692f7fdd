using System.Diagnostics;
using SecureDialogue.Benchmarks.Measuring;
using SecureDialogue.Benchmarks.Relay.Servers;
using SecureDialogue.Benchmarks.Servers;

namespace SecureDialogue.Benchmarks.Relay;

/// <summary>One peer, measured once, from its start to its end: load on ten channels, then idle connections on a fresh server.</summary>
internal sealed class Run(Peer peer, Windows windows)
{
    internal const int Channels = 10;
    internal const int Members = 30;
    internal const int OpenedChannels = 6;

    /// <summary>Seconds of work by which a server may be behind and still be said to keep up.</summary>
    private const double KeepsUpSeconds = 0.25;

    /// <summary>Of half a second.</summary>
    private const double QuietCpuSeconds = 0.03;

    /// <summary>Seconds at a rate before it is measured: alone, messages take other ways through a server than many together.</summary>
    private const double RateWarmUp = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private readonly Dictionary<Metric, double> _values = [];

    internal async Task<IReadOnlyDictionary<Metric, double>> MeasureAsync()
    {
        await LoadAsync();
        if (peer.IsIdleMeasured)
        {
            await IdleAsync();
        }

        return _values;
    }

    private async Task LoadAsync()
    {
        await using var server = await peer.StartAsync(Channels);
        using (var generator = new GeneratorProcess(peer, server))
        {
            _ = await generator.AskAsync("connect", 0, Channels, Members);

            // The first seconds of a process are its compiler's, which goes on beside the work.
            _ = await generator.AskAsync("saturate", Channels, peer.Outstanding, 0, windows.WarmUp);
            await SettleAsync(server);
            var warm = await generator.AskAsync("saturate", Channels, peer.Outstanding, 0, windows.WarmUp / 2);
            await SettleAsync(server);
            await RateAsync(generator, 200, (Metric.Cpu200, Metric.P50At200, Metric.P99At200));
            if (warm.PerSecond > 2000 * (Members - 1))
            {
                await RateAsync(generator, 2000, (Metric.Cpu2000, Metric.P50At2000, Metric.P99At2000));
            }

            var most = await generator.AskAsync("saturate", Channels, peer.Outstanding, 1, windows.Saturation);
            (_values[Metric.Most], _values[Metric.CpuAtMost]) = (most.PerSecond, most.CpuPerThousand);
            (_values[Metric.P50AtMost], _values[Metric.P99AtMost]) = (most["p50"], most["p99"]);
            _values[Metric.GeneratorAtMost] = most["own"] / most["seconds"];
        }

        // Two generators between two times one: what the server learns as it runs counts on both sides.
        _values[Metric.MostOfTwo] = await MostAsync(server, 2);
        _values[Metric.MostAgain] = await MostAsync(server, 1);
    }

    /// <summary>Waits until the server has nothing to do any more.</summary>
    private static async Task SettleAsync(ServerProcess server)
    {
        var (clock, before) = (Stopwatch.StartNew(), double.NegativeInfinity);
        for (var now = ProcessClock.Cpu(server.Id); now - before > QuietCpuSeconds && clock.Elapsed < Patience; now = ProcessClock.Cpu(server.Id))
        {
            before = now;
            await Task.Delay(500);
        }
    }

    private async Task RateAsync(GeneratorProcess generator, int perSecond, (Metric Cpu, Metric P50, Metric P99) into)
    {
        var reading = await generator.AskAsync("send", perSecond, RateWarmUp, windows.Rate, Members);
        if (reading["behind"] < KeepsUpSeconds)
        {
            (_values[into.Cpu], _values[into.P50], _values[into.P99]) = (reading.CpuPerThousand, reading["p50"], reading["p99"]);
        }
    }

    /// <summary>Deliveries a second when so many fresh generators share the same members.</summary>
    private async Task<double> MostAsync(ServerProcess server, int generators)
    {
        await Task.Delay(1000); // The last generator's members leave.
        var share = Channels / generators;
        var processes = Enumerable.Range(0, generators).Select(_ => new GeneratorProcess(peer, server)).ToList();
        for (var i = 0; i < generators; i++)
        {
            _ = await processes[i].AskAsync("connect", i * share, share, Members);
        }

        var readings = await Task.WhenAll(processes.Select(process => process.AskAsync("saturate", share, peer.Outstanding, 1.5, windows.Saturation)));
        processes.ForEach(process => process.Dispose());
        return readings.Sum(reading => reading.PerSecond);
    }

    private async Task IdleAsync()
    {
        var channels = windows.Idle * OpenedChannels / Members;
        await using var server = await peer.StartAsync(channels);
        using (var first = new GeneratorProcess(peer, server))
        {
            _ = await first.AskAsync("idle", 100, channels, OpenedChannels);
        }

        await Task.Delay(1000);
        var empty = ProcessClock.Resident(server.Id);
        using var generator = new GeneratorProcess(peer, server);
        var connect = await generator.AskAsync("idle", windows.Idle, channels, OpenedChannels);
        await Task.Delay(2000);
        _values[Metric.Idle] = (ProcessClock.Resident(server.Id) - empty) / 1024 / windows.Idle;
        var storm = await generator.AskAsync("storm");
        (_values[Metric.Connect], _values[Metric.Storm], _values[Metric.StormCpu]) = (connect["seconds"], storm["seconds"], storm["cpu"]);
        await Task.Delay(2000);
        _values[Metric.IdleAfterStorm] = (ProcessClock.Resident(server.Id) - empty) / 1024 / windows.Idle;
    }
}
