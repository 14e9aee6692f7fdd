using System.Net;
using System.Net.Sockets;
using SecureDialogue.Server.Tests.Actors;

namespace SecureDialogue.EndToEnd.Tests.Faults;

/// <summary>One of several relays in a process of its own, with a way of its own to PostgreSQL and to Redis.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly string _database;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private RelayProcess? _process;
    private int _inFlight;

    public Node(string name, Link toPostgres, Link toRedis, string database, BadMachine? machine)
    {
        (Name, ToPostgres, ToRedis, _database, Machine) = (name, toPostgres, toRedis, database, machine);
        _environment = machine?.Environment ?? new Dictionary<string, string>();
    }

    public string Name { get; }

    public Link ToPostgres { get; }

    public Link ToRedis { get; }

    /// <summary>Whose clock can be set.</summary>
    public BadMachine? Machine { get; }

    /// <summary>Null while it is down.</summary>
    public Uri? Address { get; private set; }

    public EndPoint? EndPoint => Address is { } address ? new IPEndPoint(IPAddress.Loopback, address.Port) : null;

    /// <summary>What it said as it started.</summary>
    public string Line { get; private set; } = "";

    /// <summary>What it logged in its earlier lives.</summary>
    public string Errors { get; private set; } = "";

    /// <summary>Calls that were made to it and have no answer.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    public async Task StartAsync()
    {
        _process = await RelayProcess.StartNodeAsync(
            _environment,
            $"--ConnectionStrings:Postgres=Host=127.0.0.1;Port={ToPostgres.Port};Username=relay;Database={_database}",
            $"--ConnectionStrings:Redis=127.0.0.1:{ToRedis.Port}");
        (Line, Address) = (_process.Line, _process.Address);
    }

    public async Task KillAsync()
    {
        Address = null;
        await _process!.KillAsync();
        Errors += await _process.ErrorsAsync();
        _process.Dispose();
    }

    /// <summary>SIGTERM.</summary>
    public async Task<(int Code, TimeSpan Took)> EndAsync()
    {
        var ended = await _process!.TerminateAsync();
        Address = null;
        return ended;
    }

    public Task StopAsync() => _process!.SignalAsync("STOP");

    public Task GoOnAsync() => _process!.SignalAsync("CONT");

    public void Enter() => Interlocked.Increment(ref _inFlight);

    public void Leave() => Interlocked.Decrement(ref _inFlight);

    public async Task<bool> IsReadyAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        try
        {
            return Address is { } address && (await http.GetAsync(new Uri(address, "/health/ready"))).IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or SocketException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process?.Dispose();
        await ToPostgres.DisposeAsync();
        await ToRedis.DisposeAsync();
    }
}
