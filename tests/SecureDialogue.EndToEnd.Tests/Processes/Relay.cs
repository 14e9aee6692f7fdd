using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;

namespace SecureDialogue.EndToEnd.Tests.Processes;

/// <summary>A real relay on loopback, on a free port, with a data directory of its own.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly Workplace _workplace;
    private readonly (string Name, string Value)[] _settings;
    private readonly string _name;
    private RunningProcess? _process;
    private int _starts;

    private Relay(Workplace workplace, string name, (string, string)[] settings)
    {
        (_workplace, _name, _settings) = (workplace, name, settings);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public int Port { get; }

    public string Address => $"http://127.0.0.1:{Port}";

    public string DataDirectory => _workplace.In(_name);

    public string BeginLink { get; private set; } = string.Empty;

    public int ProcessId => _process?.Id ?? throw new InvalidOperationException("the relay is down");

    /// <summary>Everything it wrote, over all its lives.</summary>
    public string Logs => string.Concat(LogFiles.Select(File.ReadAllText)) + _process?.Out + _process?.Error;

    public IEnumerable<string> LogFiles => Directory.EnumerateFiles(_workplace.Directory, _name + ".*.log");

    public static async Task<Relay> StartAsync(Workplace workplace, string name = "relay", params (string, string)[] settings)
    {
        var relay = new Relay(workplace, name, settings);
        Directory.CreateDirectory(relay.DataDirectory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await relay.StartAsync();
        return relay;
    }

    public async Task StartAsync(params (string, string)[] more)
    {
        _process = RunningProcess.Start(
            "dotnet",
            ["exec", BuildOutput.Server, "--contentRoot=" + Path.GetDirectoryName(BuildOutput.Server)],
            _workplace.Directory,
            _workplace.With([
                ("Relay__Port", Port.ToString(CultureInfo.InvariantCulture)),
                ("Relay__DataDirectory", DataDirectory),
                .. _settings,
                .. more,
            ]));
        var said = await _process.WaitForAsync(text => text.Contains('\n', StringComparison.Ordinal));
        if (said.Split('\n')[0].Split("Begin: ") is [_, var link])
        {
            BeginLink = link.Trim();
        }
    }

    /// <summary>SIGKILL, at once.</summary>
    public async Task KillAsync()
    {
        var process = _process ?? throw new InvalidOperationException("the relay is down");
        process.Kill();
        await StoppedAsync(process);
    }

    /// <summary>SIGTERM, and waits for the end.</summary>
    public async Task<Outcome> StopAsync()
    {
        var process = _process ?? throw new InvalidOperationException("the relay is down");
        await process.SignalAsync("TERM");
        return await StoppedAsync(process);
    }

    /// <summary>Opens one of its databases for reading: <c>mailboxes</c> or <c>channels</c>.</summary>
    public SqliteConnection OpenDatabase(string name)
    {
        var file = Directory.EnumerateFiles(DataDirectory, name + ".*").Single(f => Path.GetExtension(f) is ".db" or ".sqlite");
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }

    private async Task<Outcome> StoppedAsync(RunningProcess process)
    {
        var outcome = await process.EndAsync();
        await File.WriteAllTextAsync(_workplace.In($"{_name}.{++_starts}.log"), outcome.Out + outcome.Error);
        await process.DisposeAsync();
        _process = null;
        return outcome;
    }
}
