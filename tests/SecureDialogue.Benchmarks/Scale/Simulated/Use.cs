namespace SecureDialogue.Benchmarks.Scale.Simulated;

/// <summary>Which part of each resource a load uses; 1 is all of it.</summary>
internal sealed record Use(
    double NodeCpu, double NodeMemory, double Network, double Writer, double LookTime, double Sweep, double PostgresCpu, double Mailboxes,
    double PostgresConnections, double Log, double Disk, double Redis)
{
    /// <summary>Seconds between two looks at all open channels and mailboxes.</summary>
    private const double LookSeconds = 30;

    /// <summary>Each node sweeps all channels once in a day, one after the other, each in a transaction of its own.</summary>
    private const double DaySeconds = 86_400;

    /// <summary>Bytes of a delivery on the network: 1 KiB in base64 and JSON, with TLS.</summary>
    private const double DeliveryBytes = 1700;

    /// <summary>Days that what was written stays in the log: talk 14 in the mean, its hash and all commits 180.</summary>
    private const double TalkDays = 14, LogDays = 180, ItemBytes = 1024;

    /// <summary>What a process has without connections.</summary>
    private const double ProcessBytes = 2e8;

    internal IReadOnlyList<(string Resource, double Value)> All =>
    [
        ("node CPU", NodeCpu), ("node memory", NodeMemory), ("network", Network), ("writer", Writer), ("periodic look", LookTime), ("daily sweep", Sweep), ("PostgreSQL CPU", PostgresCpu),
        ("mailboxes' PostgreSQL CPU", Mailboxes), ("PostgreSQL connections", PostgresConnections), ("write-ahead log", Log), ("disk", Disk), ("Redis CPU", Redis),
    ];

    internal (string Resource, double Value) First => All.MaxBy(one => one.Value);

    /// <summary>A relay's share of the load on its servers.</summary>
    internal static Use Of(Shape shape, Load all, Costs costs)
    {
        var node = shape.IsEmbedded ? costs.Embedded : costs.Node;
        var (load, nodes, partitions) = (Part(all, shape.Relays), (double)shape.Nodes, Math.Max(1.0, shape.Partitions));
        var spread = Spread(shape, load.Fan);
        var opened = Math.Min(load.Openings, load.OpenChannels * Spread(shape, load.Openings / Math.Max(1, load.OpenChannels)));
        var looks = nodes > 1 ? opened / LookSeconds : 0;
        var letterLooks = nodes > 1 ? load.Devices / LookSeconds : 0;
        var alone = Math.Min(1, nodes * partitions * node.AlonePerSecond / Math.Max(1e-9, load.Posts));
        var together = 1 - alone;
        var few = Math.Min(1, shape.Redises * node.AlonePerSecond / Math.Max(1e-9, load.Posts));
        var publish = (few * costs.Redis.Publish) + ((1 - few) * costs.Redis.PublishTogether);
        var channels = load.Channels;
        var cpu = (load.Posts * ((node.Post * alone) + (node.PostTogether * together) + ((spread - 1) * node.Hear))) + (load.Deliveries * node.Delivery) + (load.Commits * node.Commit)
            + (load.Sessions * ((2 * node.Connect) + node.Prove + node.Read)) + (load.Proofs * node.Prove) + (load.Reads * node.Read)
            + (load.Letters * (node.Post + node.Read + node.Delivery)) + ((looks + letterLooks) * node.Look);
        var logBytes = load.Posts * ((node.LogBytes * alone) + (node.LogBytesTogether * together));
        var stored = load.Posts * 43_200 * ((node.StoredBytes * TalkDays) + (Math.Max(100, node.StoredBytes - ItemBytes) * (LogDays - TalkDays)));
        return new Use(
            cpu / (nodes * Shape.NodeCores),
            (ProcessBytes + (((load.Connections * node.ConnectionBytes) + (load.Openings * node.ProofBytes) + (opened * node.ChannelBytes)) / nodes)) / Shape.NodeBytes,
            load.Deliveries * DeliveryBytes / nodes / Shape.NetworkBytes,
            load.Posts / nodes / node.ItemsPerSecond,
            (looks + letterLooks) / nodes * (node.Look + costs.Postgres.Look),
            channels * (shape.IsEmbedded ? costs.EmbeddedAnswer : costs.Answer).P50 / DaySeconds,
            shape.IsEmbedded ? 0 : ((load.Posts * ((alone * costs.Postgres.Post) + (together * costs.Postgres.PostTogether))) + (load.Commits * costs.Postgres.Commit)
                + (load.Proofs * costs.Postgres.Prove) + (load.Reads * costs.Postgres.Read) + (looks * costs.Postgres.Look) + (nodes * channels / DaySeconds * costs.Postgres.Transaction)) / (partitions * Shape.PostgresCores),
            shape.IsEmbedded ? 0 : ((load.Letters * ((2 * costs.Postgres.Post) + costs.Postgres.Read))
                + (load.Sessions * (costs.Postgres.Prove + costs.Postgres.Read)) + (letterLooks * costs.Postgres.Look)) / Shape.PostgresCores,
            shape.IsEmbedded ? 0 : nodes * costs.Postgres.ConnectionsPerNode / Shape.PostgresConnections,
            logBytes / partitions / Shape.DiskBytesPerSecond,
            stored / partitions / Shape.DiskBytes,
            shape.Redises == 0 ? 0 : (((load.Posts + load.Commits) * (publish + ((spread - 1) * costs.Redis.Receiver))) + (load.Letters * publish)
                + ((load.Reads + load.Sessions) * costs.Redis.Receiver)) / shape.Redises);
    }

    /// <summary>Nodes at which some of so many connections are, when each is at any node: all of a few nodes, and of many one for each connection.</summary>
    internal static double Spread(Shape shape, double connections) => shape.Nodes * (1 - Math.Pow(1 - (1.0 / shape.Nodes), Math.Max(1, connections)));

    private static Load Part(Load load, double relays) => new(
        load.Devices / relays, load.Sessions / relays, load.Posts / relays, load.Deliveries / relays, load.Commits / relays, load.Letters / relays,
        load.Openings / relays, load.OpenChannels / relays, load.Channels / relays);
}
