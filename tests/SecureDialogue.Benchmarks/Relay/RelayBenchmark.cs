using System.Diagnostics;
using SecureDialogue.Benchmarks.Measuring;
using SecureDialogue.Benchmarks.Relay.Reporting;
using SecureDialogue.Benchmarks.Relay.Servers;
using SecureDialogue.Benchmarks.Reporting;
using SecureDialogue.Benchmarks.Servers;

namespace SecureDialogue.Benchmarks.Relay;

/// <summary>
/// The relay beside other servers, one after the other on this machine, all loaded by the same generator: ten channels of thirty
/// members, bodies of 1 KiB, everything on two cores. Runs alternate, so that a slow moment of the machine meets everybody.
/// </summary>
internal static class RelayBenchmark
{
    internal static async Task<int> RunAsync(Options options, TextWriter output)
    {
        var peers = DotnetPeers.All.Concat(DebianPeers.All)
            .Where(peer => (options.Only.Count == 0 || options.Only.Contains(peer.Name)) && !options.Without.Contains(peer.Name)).ToList();
        await InstallAsync(peers);
        if (peers.Where(peer => !peer.IsThere).Select(peer => peer.Name).ToList() is { Count: > 0 } missing)
        {
            await Console.Error.WriteLineAsync($"Not installed: {string.Join(", ", missing)}. Measure --without {string.Join(',', missing)}, or install them.");
            return 1;
        }

        await PublishedRelay.PublishAsync();
        var windows = options.IsQuick ? Windows.Quick : Windows.Full;
        var (results, isWhole) = (new Results(), true);
        for (var run = 1; run <= options.Runs; run++)
        {
            foreach (var peer in peers)
            {
                isWhole &= await MeasureAsync(peer, windows, results);
            }
        }

        var tables = Tables.Of(results, windows);
        await output.WriteLineAsync(tables);
        foreach (var peer in peers)
        {
            await output.WriteLineAsync($"{peer.Name}: {peer.Settings}");
        }

        if (options.Write.Length > 0)
        {
            const string Picture = "plots/relay.svg";
            var document = new Document(options.Write);
            document.Write("measured", $"{tables}\n![The relay beside its peers]({Picture})");
            document.Draw(Picture, Plot.Of(results));
        }

        return isWhole ? 0 : 1;
    }

    /// <summary>Measures a peer once; that one fails does not waste what was measured of the others.</summary>
    private static async Task<bool> MeasureAsync(Peer peer, Windows windows, Results results)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            results.AddDisk(Disk.Seconds(TimeSpan.FromMilliseconds(5)), Disk.Seconds(TimeSpan.Zero));
            var values = await new Run(peer, windows).MeasureAsync();
            results.Add(peer.Name, values);
            await Console.Error.WriteLineAsync($"{peer.Name} in {clock.Elapsed.TotalSeconds:0} s: {string.Join(", ", values.Select(value => $"{value.Key} {value.Value:0.##}"))}");
            return true;
        }
        catch (Exception failure)
        {
            await Console.Error.WriteLineAsync($"{peer.Name} was not measured this time: {failure.Message}");
            return false;
        }
    }

    /// <summary>Installs what is missing; the script says so.</summary>
    private static async Task InstallAsync(IReadOnlyList<Peer> peers)
    {
        if (peers.All(peer => peer.IsThere))
        {
            return;
        }

        using var install = Process.Start("bash", [Path.Combine(AppContext.BaseDirectory, "install-peers.sh"), .. peers.Where(peer => !peer.IsThere).Select(peer => peer.Name)]);
        await install.WaitForExitAsync();
    }
}
