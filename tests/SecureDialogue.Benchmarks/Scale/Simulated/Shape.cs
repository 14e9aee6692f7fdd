namespace SecureDialogue.Benchmarks.Scale.Simulated;

/// <summary>A way to set up servers, and how many of each.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="Today">Whether the code can do it.</param>
/// <param name="Relays">Relays that know nothing of each other; a dialogue is at one of them.</param>
/// <param name="Nodes">Nodes of one relay; each is a machine.</param>
/// <param name="Partitions">Databases over which one relay's channels are spread, each on a machine; none when the store is embedded.</param>
/// <param name="Redises">Redis servers of one relay.</param>
internal sealed record Shape(string Name, bool Today, int Relays, int Nodes, int Partitions, int Redises)
{
    /// <summary>A node is a machine of 4 cores and 16 GiB, of which 12 are for connections, with a network of 10 Gbit/s.</summary>
    internal const double NodeCores = 4, NodeBytes = 12.0 * 1024 * 1024 * 1024, NetworkBytes = 1.25e9;

    /// <summary>PostgreSQL has 16 cores, writes 400 MB/s, keeps 4 TB and takes 500 connections.</summary>
    internal const double PostgresCores = 16, DiskBytesPerSecond = 4e8, DiskBytes = 4e12, PostgresConnections = 500;

    /// <summary>Use above which delays grow quickly, and which leaves nothing for a machine that fails.</summary>
    internal const double Full = 0.7;

    internal bool IsEmbedded => Partitions == 0;

    /// <summary>The ways that are compared, with as many machines as each needs; those that cannot have more stay.</summary>
    internal static IReadOnlyList<Shape> For(int dialogues, Load peak, Costs costs)
    {
        Shape[] ways =
        [
            new("one relay, embedded store", true, 1, 1, 0, 0),
            new("nodes, one PostgreSQL, one Redis", true, 1, 2, 1, 1),
            new("channels in partitions, one Redis", false, 1, 2, 1, 1),
            new("partitions, several Redis", false, 1, 2, 1, 1),
            new("many relays in regions", true, Math.Max(1, (int)Math.Ceiling(dialogues / 2000.0)), 2, 1, 1),
        ];
        return [ways[0], .. ways.Skip(1).Select((way, i) => way.Grown(peak, costs, partitions: i is 1 or 2, redises: i is 2))];
    }

    private Shape Grown(Load peak, Costs costs, bool partitions, bool redises)
    {
        var grown = this;
        for (var i = 0; i < 60; i++)
        {
            var use = Use.Of(grown, peak, costs);
            var next = grown with
            {
                Nodes = More(grown.Nodes, new[] { use.NodeCpu, use.NodeMemory, use.Network, use.Writer, use.LookTime }.Max()),
                Partitions = partitions ? More(grown.Partitions, Math.Max(use.PostgresCpu, Math.Max(use.Log, use.Disk))) : grown.Partitions,
                Redises = redises ? More(grown.Redises, use.Redis) : grown.Redises,
            };
            if (next == grown)
            {
                break;
            }

            grown = next;
        }

        return grown;

        // A server may fail: what the others have to take stays below full.
        static int More(int count, double use) => use > Full ? Math.Max(count + 1, (int)Math.Ceiling(count * use / Full)) : count;
    }
}
