using System.Diagnostics;
using System.Globalization;
using SecureDialogue.Benchmarks.Servers;

namespace SecureDialogue.Benchmarks.Relay.Servers;

/// <summary>The generator, started for one server.</summary>
internal sealed class GeneratorProcess : IDisposable
{
    private readonly Process _process;

    internal GeneratorProcess(Peer peer, ServerProcess server)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(GeneratorProcess).Assembly.Location, "generate", peer.Dialect, $"{server.Port}", $"{server.Id}", Keys(server)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
    }

    /// <summary>The file of the channels' ids and keys, where the server is our relay.</summary>
    internal static string Keys(ServerProcess server) => Path.Combine(server.Folder, "keys.txt");

    internal async Task<Reading> AskAsync(string command, params double[] numbers)
    {
        var words = string.Join(' ', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)).Prepend(command));
        await _process.StandardInput.WriteLineAsync(words);
        var line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"The generator ended at: {words}");
        return new Reading(line.Split(' ').Where(word => word.Contains('=', StringComparison.Ordinal)).Select(word => word.Split('='))
            .ToDictionary(pair => pair[0], pair => double.Parse(pair[1], CultureInfo.InvariantCulture)));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    /// <summary>A line of the generator: names and numbers.</summary>
    internal sealed record Reading(IReadOnlyDictionary<string, double> Numbers)
    {
        internal double this[string name] => Numbers[name];

        internal double PerSecond => this["deliveries"] / this["seconds"];

        /// <summary>Milliseconds of the server's processor for 1,000 deliveries.</summary>
        internal double CpuPerThousand => this["cpu"] * 1e6 / this["deliveries"];
    }
}
