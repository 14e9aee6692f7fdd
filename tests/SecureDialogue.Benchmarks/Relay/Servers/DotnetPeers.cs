using System.Diagnostics;
using System.Globalization;
using SecureDialogue.Benchmarks.Servers;

namespace SecureDialogue.Benchmarks.Relay.Servers;

/// <summary>
/// Our relay as it is published, and the two programs of this assembly. Those run with our relay's own runtimeconfig.json, so that
/// collector and thread pool are set alike.
/// </summary>
internal static class DotnetPeers
{
    internal static IReadOnlyList<Peer> All { get; } =
    [
        new Peer("relay", "relay", 32, StartRelayAsync)
        {
            Settings = "SecureDialogue.Server as published, SQLite in a file, acknowledged when on disk, every connection proves its channels; settings besides the defaults: " + string.Join(' ', PublishedRelay.Settings),
        },
        new Peer("bare", "bare", 32, _ => StartAsync("bare")) { Settings = "SignalR: Clients.Group(g).SendAsync, JSON; stores and checks nothing; the relay's runtimeconfig.json" },
        new Peer("sockets", "sockets", 32, _ => StartAsync("sockets")) { Settings = "Kestrel's WebSockets, a frame for each body; stores and checks nothing; the relay's runtimeconfig.json" },
    ];

    private static async Task<ServerProcess> StartRelayAsync(int channels)
    {
        var folder = ServerProcess.NewFolder();
        var server = await PublishedRelay.StartAsync(Path.Combine(folder, "data"), folder);
        var made = await OpenDialogue.BeginAsync(server, channels);
        await File.WriteAllLinesAsync(GeneratorProcess.Keys(server), made.Select(channel => channel.Line));
        return server;
    }

    private static Task<ServerProcess> StartAsync(string word)
    {
        var port = ServerProcess.FreePort();
        var assembly = typeof(DotnetPeers).Assembly.Location;
        return ServerProcess.StartAsync(
            new ProcessStartInfo("dotnet",
            [
                "exec", "--runtimeconfig", PublishedRelay.RuntimeConfig, "--depsfile", Path.ChangeExtension(assembly, ".deps.json"),
                assembly, word, port.ToString(CultureInfo.InvariantCulture),
            ]),
            ServerProcess.NewFolder(),
            port);
    }
}
