using SecureDialogue.Benchmarks.Measuring;
using SecureDialogue.Benchmarks.Scale.Servers;
using SecureDialogue.Benchmarks.Servers;

namespace SecureDialogue.Benchmarks.Scale.Measured;

/// <summary>Starts real servers and measures everything that the simulator needs.</summary>
internal static class Measurement
{
    /// <summary>So many that a look at all of them is long enough to be measured.</summary>
    private const int Channels = 4000;

    internal static async Task<Costs> RunAsync(TextWriter output)
    {
        await PublishedRelay.PublishAsync();
        var disk = Times.Of(Disk.Seconds(TimeSpan.Zero));
        var redisAlone = await NodesMeasurement.RedisAsync();
        await output.WriteLineAsync("embedded");
        var (embedded, embeddedAnswer) = await EmbeddedAsync(output);
        await output.WriteLineAsync("node");
        await using var postgres = await PostgresCluster.StartAsync();
        await using var redis = await RedisServer.StartAsync();
        var setting = $"--ConnectionStrings:Redis=127.0.0.1:{redis.Port}";
        await using var other = await PublishedRelay.StartAsync("none", "", postgres.Setting, setting);

        // Made at the other node: what that takes of memory is not to be taken for connections'.
        var channels = await OpenDialogue.BeginAsync(other, Channels);
        await using var node = await PublishedRelay.StartAsync("none", "", postgres.Setting, setting);
        var servers = new ServersUnderLoad(node, other, postgres, redis);
        await postgres.RestAsync();
        var alone = new NodeMeasurement(servers, channels, output);
        var costs = await alone.RunAsync();
        var nodes = new NodesMeasurement(servers, channels);
        var notified = await nodes.NotifiedAsync(costs.Delivery);
        var check = await nodes.CheckAsync();
        var connections = Math.Ceiling(await postgres.AskAsync("SELECT count(*) FROM pg_stat_activity WHERE datname = 'relay_channels' AND application_name = 'relay'") / 2);
        var (look, lookPostgres, channelBytes) = await nodes.LookAsync();
        var (transaction, item) = Split(alone.Alone, alone.Together);
        return new Costs
        {
            Machine = NodesMeasurement.Machine(),
            Disk = disk,
            Answer = alone.Answer,
            EmbeddedAnswer = embeddedAnswer,
            Embedded = embedded,
            Node = costs with { Hear = notified.Other / notified.Done, Look = look, ChannelBytes = Math.Max(0, channelBytes - costs.ProofBytes) },
            Postgres = new PostgresCosts(
                alone.Alone.Postgres / alone.Alone.Done, alone.Together.Postgres / alone.Together.Done, transaction, item, (alone.Commits.Postgres / alone.Commits.Done) - (alone.Proofs.Postgres / alone.Proofs.Done), alone.Proofs.Postgres / alone.Proofs.Done,
                alone.Reads.Postgres / alone.Reads.Done, lookPostgres, alone.Together.Transactions / alone.Together.Seconds,
                alone.Together.Done / alone.Together.Transactions, connections),
            Redis = new RedisCosts((alone.Alone.Redis / alone.Alone.Done), redisAlone.Publish + redisAlone.Receiver, redisAlone.Receiver, redisAlone.Bytes),
            Check = check,
        };
    }

    private static async Task<(NodeCosts Costs, Times Answer)> EmbeddedAsync(TextWriter output)
    {
        var directory = ServerProcess.NewFolder();
        try
        {
            List<MeasuredChannel> channels;
            await using (var first = await PublishedRelay.StartAsync(Path.Combine(directory, "data"), ""))
            {
                channels = await OpenDialogue.BeginAsync(first, NodeMeasurement.ChannelCount);
                first.End();
            }

            await using var relay = await PublishedRelay.StartAsync(Path.Combine(directory, "data"), "");
            var measurement = new NodeMeasurement(new ServersUnderLoad(relay, null, null, null), channels, output) { EmbeddedDirectory = directory };
            return (await measurement.RunAsync(), measurement.Answer);
        }
        finally
        {
            Directory.Delete(directory, true);
        }
    }

    /// <summary>Two loads with different numbers of items in a transaction tell what each costs.</summary>
    private static (double Transaction, double Item) Split(Used alone, Used together)
    {
        var determinant = (alone.Transactions * together.Done) - (together.Transactions * alone.Done);
        var transaction = ((alone.Postgres * together.Done) - (together.Postgres * alone.Done)) / determinant;
        var item = ((together.Postgres * alone.Transactions) - (alone.Postgres * together.Transactions)) / determinant;
        return (transaction, Math.Max(0, item));
    }
}
