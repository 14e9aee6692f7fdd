using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SecureDialogue.Benchmarks.Relay.Servers;

/// <summary>A server that the benchmark has started, in a folder of its own; both are gone when it is disposed of.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private ServerProcess(Process process, string folder, int port) => (_process, Folder, Port) = (process, folder, port);

    internal string Folder { get; }

    internal int Port { get; private set; }

    internal int Id => _process.Id;

    /// <summary>What the generator is told besides dialect, port and process.</summary>
    internal string Keys { get; set; } = "";

    internal static string NewFolder() => Directory.CreateTempSubdirectory("securedialogue-benchmark-").FullName;

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts a program and waits until it listens.</summary>
    internal static async Task<ServerProcess> StartAsync(ProcessStartInfo start, string folder, int port)
    {
        start.WorkingDirectory = folder;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        var server = new ServerProcess(Process.Start(start)!, folder, port);
        var output = new StringWriter();
        server._process.OutputDataReceived += (_, line) => output.WriteLine(line.Data);
        server._process.ErrorDataReceived += (_, line) => output.WriteLine(line.Data);
        server._process.BeginErrorReadLine();
        server._process.BeginOutputReadLine();
        for (var clock = Stopwatch.StartNew(); !await server.ListensAsync();)
        {
            if (server._process.HasExited || clock.Elapsed > Patience)
            {
                await server.DisposeAsync();
                throw new InvalidOperationException($"{start.FileName} did not start: {output}");
            }

            await Task.Delay(50);
        }

        return server;
    }

    /// <summary>Starts a program that says in its first line where it listens, as our relay does.</summary>
    internal static async Task<(ServerProcess Server, string Line)> StartSayingAsync(ProcessStartInfo start, string folder)
    {
        start.RedirectStandardOutput = true;
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{start.FileName} said nothing.");
        var address = new Uri(line.Split(' ')[1].Split("/#")[0]);
        return (new ServerProcess(process, folder, address.Port), line);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task<bool> ListensAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Port} {Id} {Keys}");
}
