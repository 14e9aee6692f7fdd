using System.Diagnostics;
using System.Globalization;

namespace SecureDialogue.Benchmarks.Relay.Servers;

/// <summary>
/// Our relay as it is published, and the two programs of this assembly. Those run with our relay's own runtimeconfig.json, so that
/// collector and thread pool are set alike.
/// </summary>
internal static class DotnetPeers
{
    private const string ServerName = "SecureDialogue.Server";

    private static readonly string Published = Path.Combine(Tree.Root, "artifacts/publish", ServerName, "release");

    private static readonly string[] Settings = ["--Relay:Port=0", "--Relay:WebDirectory=", "--Relay:PassQuota=4096"];

    internal static IReadOnlyList<Peer> All { get; } =
    [
        new Peer("relay", "relay", 32, StartRelayAsync)
        {
            Settings = "SecureDialogue.Server as published, SQLite in a file, acknowledged when on disk, every connection proves its channels; settings besides the defaults: " + string.Join(' ', Settings),
        },
        new Peer("bare", "bare", 32, _ => StartAsync("bare")) { Settings = "SignalR: Clients.Group(g).SendAsync, JSON; stores and checks nothing; the relay's runtimeconfig.json" },
        new Peer("sockets", "sockets", 32, _ => StartAsync("sockets")) { Settings = "Kestrel's WebSockets, a frame for each body; stores and checks nothing; the relay's runtimeconfig.json" },
    ];

    /// <summary>Publishes the relay as infra/run.sh does.</summary>
    internal static async Task PublishAsync()
    {
        var start = new ProcessStartInfo("dotnet", ["publish", Path.Combine(Tree.Root, "src", ServerName), "-c", "Release", "--nologo", "-v", "quiet", "-tl:off"]);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var publish = Process.Start(start)!;
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0)
        {
            throw new InvalidOperationException("The relay could not be published.");
        }
    }

    private static async Task<ServerProcess> StartRelayAsync(int channels)
    {
        var folder = ServerProcess.NewFolder();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Published, ServerName + ".dll"), $"--Relay:DataDirectory={folder}/data", .. Settings]);
        var (server, line) = await ServerProcess.StartSayingAsync(start, folder);
        server.Keys = await RelayScene.PrepareAsync(server.Port, line.Split("pass=")[1], channels, folder);
        return server;
    }

    private static Task<ServerProcess> StartAsync(string word)
    {
        var port = ServerProcess.FreePort();
        var assembly = typeof(DotnetPeers).Assembly.Location;
        return ServerProcess.StartAsync(
            new ProcessStartInfo("dotnet",
            [
                "exec", "--runtimeconfig", Path.Combine(Published, ServerName + ".runtimeconfig.json"), "--depsfile", Path.ChangeExtension(assembly, ".deps.json"),
                assembly, word, port.ToString(CultureInfo.InvariantCulture),
            ]),
            ServerProcess.NewFolder(),
            port);
    }
}
