using static SecureDialogue.Benchmarks.Scale.Reporting.Words;

namespace SecureDialogue.Benchmarks.Scale.Reporting;

/// <summary>What was measured, as tables.</summary>
internal static class CostTables
{
    internal static string Of(Costs costs)
    {
        var (node, alone, postgres, redis) = (costs.Node, costs.Embedded, costs.Postgres, costs.Redis);
        (string What, double Node, double Embedded, double Postgres)[] works =
        [
            ("message of 1 KiB, at 250 a second", node.Post, alone.Post, postgres.Post),
            ("message of 1 KiB, at saturation", node.PostTogether, alone.PostTogether, postgres.PostTogether),
            ("delivery to one connection", node.Delivery, alone.Delivery, 0),
            ("message that another node stored", node.Hear, 0, 0),
            ("commit of an epoch", node.Commit, alone.Commit, postgres.Commit),
            ("connection and Hello", node.Connect, alone.Connect, 0),
            ("proof of an epoch", node.Prove, alone.Prove, postgres.Prove),
            ("read that finds nothing new", node.Read, alone.Read, postgres.Read),
            ("one open channel, at each periodic look", node.Look, 0, postgres.Look),
        ];
        var text = $"Measured on {costs.Machine}; an append of 4 KiB was on disk after {Milli(costs.Disk.P50)} (half of them) and {Milli(costs.Disk.P99)} (99 %); a message that is alone was answered after {Milli(costs.Answer.P50)} and {Milli(costs.Answer.P99)} by a node, {Milli(costs.EmbeddedAnswer.P50)} and {Milli(costs.EmbeddedAnswer.P99)} by the embedded relay.\n\n"
            + Head("work, in time of one core", "node", "embedded relay", "PostgreSQL")
            + string.Concat(works.Select(work => Row(work.What, Say(work.Node), Say(work.Embedded), Say(work.Postgres))))
            + "\n" + Head("held or written", "node", "embedded relay")
            + Row("memory of an idle connection", Size(node.ConnectionBytes), Size(alone.ConnectionBytes))
            + Row("memory of each proof of it", Size(node.ProofBytes), Size(alone.ProofBytes))
            + Row("memory of a channel that somebody at the node has open", Size(node.ChannelBytes), Size(alone.ChannelBytes))
            + Row("on disk for an item of 1 KiB, indexes and all", Size(node.StoredBytes), Size(alone.StoredBytes))
            + Row("written to the log for an item, at 250 a second", Size(node.LogBytes), Size(alone.LogBytes))
            + Row("the same at saturation", Size(node.LogBytesTogether), Size(alone.LogBytesTogether))
            + Row("messages a second of one writer at saturation", Number(node.ItemsPerSecond), Number(alone.ItemsPerSecond))
            + "\n" + Head("between nodes", "")
            + Row("PostgreSQL transactions a second of one writer, at saturation", $"{Number(postgres.TransactionsPerSecond)}, of {Number(postgres.ItemsPerTransaction)} messages each")
            + Row("connections that a node holds to each database", Number(postgres.ConnectionsPerNode))
            + Row("Redis: a notification with its item, one at a time / many", $"{Micro(redis.Publish)} / {Micro(redis.PublishTogether)}")
            + Row("Redis: each more node that has the channel open", $"{Micro(redis.Receiver)}, {Number(redis.Bytes)} bytes");
        return text;
    }

    private static string Say(double seconds) => seconds <= 0 ? "-" : Micro(seconds);

    private static string Size(double bytes) => bytes <= 0 ? "-" : bytes < 10_000 ? $"{Number(bytes)} bytes" : $"{Number(bytes / 1024)} KiB";
}
