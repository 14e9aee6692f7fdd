using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using SecureDialogue.Benchmarks.Measuring;

namespace SecureDialogue.Benchmarks.Servers;

/// <summary>A server that a benchmark has started; it is gone when it is disposed of, and with it the folder that is its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private ServerProcess(Process process, string folder, int port) => (_process, Folder, Port) = (process, folder, port);

    /// <summary>Empty when it has none of its own.</summary>
    internal string Folder { get; }

    internal int Port { get; }

    internal int Id => _process.Id;

    /// <summary>What our relay said when it was ready.</summary>
    internal string FirstLine { get; private init; } = "";

    internal double Cpu => ProcessClock.Cpu(Id);

    internal double CpuOfFamily => ProcessClock.CpuOfFamily(Id);

    internal static string NewFolder() => Directory.CreateTempSubdirectory("securedialogue-benchmark-").FullName;

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts a program and waits until it listens: at its port, unless it is said where.</summary>
    internal static async Task<ServerProcess> StartAsync(ProcessStartInfo start, string folder, int port, EndPoint? at = null)
    {
        start.WorkingDirectory = folder;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        var server = new ServerProcess(Process.Start(start)!, folder, port);
        var output = new StringWriter();
        server._process.OutputDataReceived += (_, line) => output.WriteLine(line.Data);
        server._process.ErrorDataReceived += (_, line) => output.WriteLine(line.Data);
        server._process.BeginErrorReadLine();
        server._process.BeginOutputReadLine();
        for (var clock = Stopwatch.StartNew(); !await ListensAsync(at ?? new IPEndPoint(IPAddress.Loopback, port));)
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
    internal static async Task<ServerProcess> StartSayingAsync(ProcessStartInfo start, string folder)
    {
        start.RedirectStandardOutput = true;
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{start.FileName} said nothing.");
        var address = new Uri(line.Split(' ')[1].Split("/#")[0]);
        return new ServerProcess(process, folder, address.Port) { FirstLine = line };
    }

    /// <summary>Asks it to end and waits for that, where a store is read again or the kernel would keep something of a process that is killed.</summary>
    internal void End()
    {
        // PostgreSQL takes this for "now".
        using var kill = Process.Start("kill", ["-INT", $"{Id}"]);
        _ = _process.WaitForExit(TimeSpan.FromSeconds(5));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        if (Folder.Length > 0)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static async Task<bool> ListensAsync(EndPoint at)
    {
        try
        {
            using var socket = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(at);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
