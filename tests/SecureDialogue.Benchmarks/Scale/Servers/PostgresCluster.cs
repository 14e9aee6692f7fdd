using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using SecureDialogue.Benchmarks.Servers;

namespace SecureDialogue.Benchmarks.Scale.Servers;

/// <summary>A PostgreSQL cluster of the measurement's own, on a socket in its own directory. It waits for the disk.</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private readonly ServerProcess _server;

    private PostgresCluster(ServerProcess server) => _server = server;

    internal string Setting => $"--ConnectionStrings:Postgres=Host={_server.Folder};Username=relay;Database=relay";

    internal double Cpu => _server.CpuOfFamily;

    internal static async Task<PostgresCluster> StartAsync()
    {
        var directory = ServerProcess.NewFolder();
        string[] user = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] : ["env"];
        if (Environment.IsPrivilegedProcess)
        {
            _ = await RunAsync("chown", "postgres:", directory);
        }

        var data = Path.Combine(directory, "data");
        _ = await RunAsync([.. user, Program("initdb"), "-D", data, "-U", "relay", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-instructions"]);
        string[] words = [.. user, Program("postgres"), "-D", data, "-k", directory, "-c", "listen_addresses=", "-c", "max_connections=100", "-c", "log_min_messages=fatal"];
        var socket = new UnixDomainSocketEndPoint(Path.Combine(directory, ".s.PGSQL.5432"));
        var server = await ServerProcess.StartAsync(new ProcessStartInfo(words[0], words[1..]), directory, 0, socket);
        await Task.Delay(500);
        foreach (var part in new[] { "mailboxes", "channels" })
        {
            _ = await RunAsync(Program("createdb"), "-h", directory, "-U", "relay", $"relay_{part}");
        }

        return new PostgresCluster(server);
    }

    /// <summary>A number that the channels' database tells.</summary>
    internal async Task<double> AskAsync(string sql) =>
        double.Parse(await RunAsync(Program("psql"), "-h", _server.Folder, "-U", "relay", "-d", "relay_channels", "-qAtc", sql), CultureInfo.InvariantCulture);

    /// <summary>Bytes of the write-ahead log so far, and transactions of the channels' database.</summary>
    internal async Task<(double LogBytes, double Transactions)> PositionAsync() => (
        await AskAsync("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn"),
        await AskAsync("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint"));

    /// <summary>Tells the planner how many rows there are, as PostgreSQL itself does within minutes: before that a post may read its channel's whole log.</summary>
    internal async Task AnalyzeAsync() => _ = await AskAsync("ANALYZE; SELECT 1");

    /// <summary>Waits until nobody writes: a node sweeps at its start.</summary>
    internal async Task RestAsync()
    {
        for (var last = -1.0; (await PositionAsync()).Transactions is var now && now > last + 4; last = now)
        {
            await Task.Delay(1000);
        }
    }

    public ValueTask DisposeAsync()
    {
        _server.End();
        return _server.DisposeAsync();
    }

    private static string Program(string name) => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin", name)).Last(File.Exists)
        : name;

    private static async Task<string> RunAsync(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{command[0]}: {errors}");
    }
}
