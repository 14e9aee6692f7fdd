using SecureDialogue.Benchmarks.Servers;

namespace SecureDialogue.Benchmarks.Relay.Servers;

/// <summary>A server that is measured.</summary>
/// <param name="Name">Its name in tables, options and targets.</param>
/// <param name="Dialect">How the generator speaks to it.</param>
/// <param name="Outstanding">Messages on their way in each channel at saturation: more are no gain to it.</param>
/// <param name="StartAsync">Starts it anew, with so many channels.</param>
internal sealed record Peer(string Name, string Dialect, int Outstanding, Func<int, Task<ServerProcess>> StartAsync)
{
    /// <summary>What it is and how it is set, for people.</summary>
    internal required string Settings { get; init; }

    /// <summary>Programs that it needs.</summary>
    internal IReadOnlyList<string> Programs { get; init; } = [];

    /// <summary>Whether idle connections and their return are measured. A seat in a room of XMPP costs a word to everybody in it: that is another thing.</summary>
    internal bool IsIdleMeasured { get; init; } = true;

    internal bool IsThere => Programs.All(program => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin")
        .Any(folder => File.Exists(Path.Combine(folder, program))));
}
