using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;
using SecureDialogue.EndToEnd.Tests.Processes;
using SecureDialogue.Server.Tests.Actors;

namespace SecureDialogue.EndToEnd.Tests.Faults;

/// <summary>Four relays on one PostgreSQL and one Redis, all in processes of their own, and a door for people that leads to any of the four.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private const int Count = 4;

    /// <summary>So that its log takes little of a small disk.</summary>
    private static readonly string[] PostgresSettings = ["-c", "max_wal_size=64MB", "-c", "min_wal_size=32MB"];

    private readonly Random _random;
    private readonly List<Node> _nodes = [];
    private string _database = "";
    private int _storageFull;

    private Cluster(Workplace workplace, Random random)
    {
        (Workplace, _random) = (workplace, random);
        Door = new Link(() => Pick()?.EndPoint);
    }

    public Workplace Workplace { get; }

    public IReadOnlyList<Node> Nodes => _nodes;

    public PostgresServer Postgres { get; private set; } = null!;

    public RedisServer Redis { get; private set; } = null!;

    /// <summary>On which PostgreSQL keeps its data; null where mounting is not allowed.</summary>
    public SmallDisk? Disk { get; private set; }

    /// <summary>On which PostgreSQL runs.</summary>
    public BadMachine Machine { get; private set; } = null!;

    public Link Door { get; }

    /// <summary>With which one dialogue may begin, through the door.</summary>
    public string BeginLink { get; private set; } = "";

    /// <summary>Answers that there is no room.</summary>
    public int StorageFull => Volatile.Read(ref _storageFull);

    public int InFlight => _nodes.Sum(node => node.InFlight);

    public static async Task<Cluster> StartAsync(Random random)
    {
        var workplace = new Workplace();
        var cluster = new Cluster(workplace, random) { Machine = await BadMachine.BuildAsync(workplace, "database-machine"), Redis = await RedisServer.StartAsync() };
        cluster.Postgres = await PostgresServer.StartAsync(cluster.AroundPostgresAsync, PostgresSettings);
        cluster._database = new NpgsqlConnectionStringBuilder(PostgresServer.TextOf(await cluster.Postgres.CreateAsync())).Database!;
        var last = await BadMachine.BuildAsync(workplace, "node-machine");
        for (var i = 0; i < Count; i++)
        {
            cluster._nodes.Add(new Node(
                $"node {i + 1}",
                new Link(() => new UnixDomainSocketEndPoint(cluster.Postgres.Socket)),
                new Link(() => new IPEndPoint(IPAddress.Loopback, cluster.Redis.Port)),
                cluster._database,
                i == Count - 1 ? last : null));
        }

        // The first one makes the installation.
        await cluster._nodes[0].StartAsync();
        await Task.WhenAll(cluster._nodes.Skip(1).Select(node => node.StartAsync()));
        cluster.BeginLink = cluster._nodes[0].Line.Split("Begin: ")[1].Trim()
            .Replace(cluster._nodes[0].Address!.Authority, $"127.0.0.1:{cluster.Door.Port}", StringComparison.Ordinal);
        return cluster;
    }

    /// <summary>Any node that is up.</summary>
    public Node? Pick()
    {
        var up = _nodes.Where(node => node.Address is not null).ToList();
        lock (_random)
        {
            return up.Count == 0 ? null : up[_random.Next(up.Count)];
        }
    }

    public void NoteStorageFull() => Interlocked.Increment(ref _storageFull);

    public Task StartPostgresAgainAsync() => Postgres.StartAgainAsync(PostgresSettings);

    /// <summary>A pass, put where minted ones are.</summary>
    public async Task<byte[]> PassAsync(string kind)
    {
        var pass = RandomNumberGenerator.GetBytes(32);
        await using var source = NpgsqlDataSource.Create(Postgres.Text($"{_database}_{kind}"));
        await using var insert = source.CreateCommand(kind == "channels" ? "INSERT INTO channel_pass (hash) VALUES ($1)" : "INSERT INTO mailbox_pass (hash) VALUES ($1)");
        _ = insert.Parameters.AddWithValue(SHA256.HashData(pass));
        _ = await insert.ExecuteNonQueryAsync();
        return pass;
    }

    /// <summary>Waits until every node says that it can store.</summary>
    public async Task ReadyAsync()
    {
        var patience = DateTime.UtcNow.AddSeconds(30);
        foreach (var node in _nodes)
        {
            while (!await node.IsReadyAsync())
            {
                Assert.True(DateTime.UtcNow < patience, $"{node.Name} does not become ready");
                await Task.Delay(50);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Door.DisposeAsync();
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        Postgres?.Dispose();
        Disk?.Dispose();
        Redis?.Dispose();
        Workplace.Dispose();
    }

    private async Task<IReadOnlyList<string>> AroundPostgresAsync(string data)
    {
        Disk = await SmallDisk.MountAsync(data);
        return [.. Disk?.Command ?? [], .. Machine.Command];
    }
}
