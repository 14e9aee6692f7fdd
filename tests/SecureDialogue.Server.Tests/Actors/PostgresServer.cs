using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace SecureDialogue.Server.Tests.Actors;

/// <summary>
/// A PostgreSQL cluster of these tests' own: made and started by the first test that asks, on a socket in its own directory, ended
/// with the process. It does not wait for the disk; tests of durability start their own.
/// </summary>
internal sealed class PostgresServer : IDisposable
{
    private static readonly Lazy<Task<PostgresServer>> Shared = new(async () =>
    {
        var server = await StartAsync("-c", "fsync=off");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Abandon();
        return server;
    });

    private static int _databases;

    private readonly string _directory;
    private IReadOnlyList<string> _around = [];
    private Process? _process;

    private PostgresServer(string directory) => _directory = directory;

    /// <summary>A setting that names two empty databases on the shared server.</summary>
    public static async Task<string> NewDatabasesAsync() => await (await Shared.Value).CreateAsync();

    /// <summary>A server for one test.</summary>
    public static Task<PostgresServer> StartAsync(params string[] settings) => StartAsync(_ => Task.FromResult<IReadOnlyList<string>>([]), settings);

    /// <summary>A server whose programs run by way of others, such as <c>nsenter</c> or <c>env</c>.</summary>
    /// <param name="around">What stands in front of its commands, for the folder in which its data are going to be.</param>
    /// <param name="settings">More arguments.</param>
    public static async Task<PostgresServer> StartAsync(Func<string, Task<IReadOnlyList<string>>> around, params string[] settings)
    {
        var directory = Directory.CreateTempSubdirectory("postgres-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres:", directory);
        }

        var server = new PostgresServer(directory);
        server._around = await around(server.Data);
        await RunAsync([.. server._around, .. AsPostgres, Program("initdb"), "-D", server.Data, "-U", "relay", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions"]);
        await server.StartAgainAsync(settings);
        return server;
    }

    private static string[] AsPostgres => Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] : ["env"];

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>Where it takes connections.</summary>
    public string Socket => Path.Combine(_directory, ".s.PGSQL.5432");

    private string Data => Path.Combine(_directory, "data");

    /// <summary>A setting that names two empty databases.</summary>
    public async Task<string> CreateAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"relay{Interlocked.Increment(ref _databases)}");
        await using var source = NpgsqlDataSource.Create(Text("postgres"));
        foreach (var part in new[] { "mailboxes", "channels" })
        {
            await using var create = source.CreateCommand($"CREATE DATABASE {name}_{part}");
            _ = await create.ExecuteNonQueryAsync();
        }

        return $"--ConnectionStrings:Postgres={Text(name)}";
    }

    /// <summary>The connection string of a setting.</summary>
    public static string TextOf(string setting) => setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..];

    public string Text(string database) => $"Host={_directory};Username=relay;Database={database}";

    /// <summary>As an operator copies one, with PostgreSQL's own programs.</summary>
    /// <param name="from">Connection string.</param>
    /// <param name="to">Of an empty database on the same server.</param>
    public static Task CopyAsync(string from, string to)
    {
        var (source, target) = (new NpgsqlConnectionStringBuilder(from), new NpgsqlConnectionStringBuilder(to));
        return RunAsync(
            "bash", "-c", "set -o pipefail; \"$1\" -h \"$3\" -U relay --format=custom \"$4\" | \"$2\" -h \"$3\" -U relay --exit-on-error --dbname=\"$5\"",
            "copy", Program("pg_dump"), Program("pg_restore"), source.Host!, source.Database!, target.Database!);
    }

    public async Task StartAgainAsync(params string[] settings)
    {
        string[] command = [.. _around, .. AsPostgres, Program("postgres"), "-D", Data, "-k", _directory, "-c", "listen_addresses=", "-c", "max_connections=300", "-c", "log_min_messages=fatal", .. settings];
        _process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
        for (var i = 0; i < 200; i++)
        {
            try
            {
                await using var source = NpgsqlDataSource.Create(Text("postgres"));
                await using var one = source.CreateCommand("SELECT 1");
                _ = await one.ExecuteScalarAsync();
                return;
            }
            catch (NpgsqlException) when (!_process.HasExited)
            {
                await Task.Delay(50);
            }
        }

        throw new InvalidOperationException("PostgreSQL did not start.");
    }

    /// <summary>As if it crashed.</summary>
    public async Task KillAsync()
    {
        await RunAsync("kill", "-QUIT", $"{_process!.Id}");
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGKILL of every process of it at once.</summary>
    public async Task KillAllAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends it without waiting: the host of the tests is given a tenth of a second to end, and thousands of files go.</summary>
    private void Abandon()
    {
        var script = $"kill -QUIT {_process!.Id}; for i in $(seq 100); do kill -0 {_process.Id} 2>/dev/null || break; sleep 0.1; done; rm -rf '{_directory}'";
        using var remover = Process.Start("setsid", ["sh", "-c", script]);
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
            _ = _process.WaitForExit(5000);
        }

        _process?.Dispose();
        Directory.Delete(_directory, true);
    }

    /// <summary>Debian keeps its programs beside each other, a folder for each version.</summary>
    private static string Program(string name) => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin", name)).Last(File.Exists)
        : name;

    private static async Task RunAsync(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{command[0]}: {errors}{await output}");
    }
}
