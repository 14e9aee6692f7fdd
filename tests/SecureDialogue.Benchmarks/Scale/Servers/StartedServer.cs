using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using SecureDialogue.Benchmarks.Measuring;

namespace SecureDialogue.Benchmarks.Scale.Servers;

/// <summary>A server that the measurement has started; it ends with it.</summary>
internal sealed class StartedServer : IDisposable
{
    private readonly Process _process;

    private StartedServer(Process process, int port) => (_process, Port) = (process, port);

    internal int Port { get; }

    internal int Id => _process.Id;

    /// <summary>What a relay with a fresh store said.</summary>
    internal string BeginToken { get; private init; } = "";

    internal double Cpu => ProcessClock.Cpu(Id);

    internal double Family => ProcessClock.CpuOfFamily(Id);

    /// <summary>A relay, embedded or as one of several nodes.</summary>
    internal static async Task<StartedServer> RelayAsync(string directory, params string[] settings)
    {
        var program = Path.Combine(Tree.Root, "artifacts/bin/SecureDialogue.Server/release/SecureDialogue.Server.dll");
        var start = new ProcessStartInfo("dotnet", [program, "--Relay:Port=0", $"--Relay:DataDirectory={directory}", .. settings]) { RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The relay did not start.");
        return new StartedServer(process, new Uri(line.Split(' ')[1].Split("/#")[0]).Port) { BeginToken = line.Split("#pass=") is [_, var token] ? token.Trim() : "" };
    }

    /// <summary>A Redis that keeps nothing on disk.</summary>
    internal static async Task<StartedServer> RedisAsync()
    {
        var port = FreePort();
        string[] words = ["--bind", "127.0.0.1", "--port", $"{port}", "--save", "", "--appendonly", "no", "--loglevel", "warning"];
        var server = new StartedServer(Process.Start(new ProcessStartInfo("redis-server", words) { RedirectStandardOutput = true })!, port);
        for (var i = 0; ; i++)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port);
                return server;
            }
            catch (SocketException) when (i < 200)
            {
                await Task.Delay(25);
            }
        }
    }

    internal static StartedServer Of(Process process) => new(process, 0);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            // PostgreSQL takes this for "now".
            using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
            _ = _process.WaitForExit(5000);
            _process.Kill();
        }

        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
