using System.Diagnostics;
using System.Globalization;
using SecureDialogue.Benchmarks.Measuring;
using SecureDialogue.Benchmarks.Scale.Servers;
using SecureDialogue.Benchmarks.Servers;

namespace SecureDialogue.Benchmarks.Scale.Measured;

/// <summary>What it costs that there are several nodes: word between them, and looking for word that was lost.</summary>
internal sealed class NodesMeasurement(ServersUnderLoad servers, List<MeasuredChannel> channels)
{
    private const double Rate = 250;
    private const double Seconds = 4;
    private const int PerConnection = 250;

    /// <summary>Nodes without Redis look at all open channels once a second: at the fifth look of the 200 ms clock, or at the sixth.</summary>
    private const double LookSeconds = 1.1;

    /// <summary>Posts at one node, with a member at the other.</summary>
    internal async Task<Used> NotifiedAsync(double delivery)
    {
        var sender = (await Loads.MembersAsync(channels[0], servers.Node.Port, 1))[0];
        var far = (await Loads.MembersAsync(channels[0], servers.Other!.Port, 1))[0];
        _ = await Loads.PaceAsync([(channels[0], sender)], Rate, 1);
        var used = await Used.ByAsync(servers, () => Loads.PaceAsync([(channels[0], sender)], Rate, Seconds));
        far.Dispose();
        sender.Dispose();
        return used with { Other = used.Other - (used.Done * delivery) };
    }

    /// <summary>Looks of a node that has no Redis; the cost of one look at one channel, at the node and at PostgreSQL; and what a channel with one proof takes there.</summary>
    internal async Task<(double Node, double Postgres, double Memory)> LookAsync()
    {
        await using var silent = await PublishedRelay.StartAsync("none", "", servers.Postgres!.Setting);
        var alone = servers with { Node = silent, Other = null };
        var socket = await HubSocket.OpenAsync(silent.Port);
        var before = ProcessClock.Resident(silent.Id);
        await servers.Postgres.RestAsync();
        var idle = await Used.ByAsync(alone, WaitAsync);
        foreach (var some in channels.Chunk(PerConnection))
        {
            var member = await HubSocket.OpenAsync(silent.Port);
            _ = await Loads.EachAsync(some, (channel, _) => channel.ProveAsync(member));
        }

        var memory = ProcessClock.Resident(silent.Id) - before;
        await Task.Delay(3000);
        var looking = await Used.ByAsync(alone, WaitAsync);
        socket.Dispose();
        var looks = channels.Count * looking.Seconds / LookSeconds;
        return (Math.Max(0, looking.Node - idle.Node) / looks, Math.Max(0, looking.Postgres - idle.Postgres) / looks, memory / channels.Count);

        static async Task<int> WaitAsync()
        {
            await Task.Delay(10_000);
            return 1;
        }
    }

    /// <summary>A load that fits nothing, for the simulator to foretell.</summary>
    internal async Task<CheckedLoad> CheckAsync()
    {
        const int Channels = 4, Members = 12;
        const double Rate = 120;
        var members = new List<List<HubSocket>>();
        foreach (var channel in channels.Take(Channels))
        {
            members.Add(await Loads.MembersAsync(channel, servers.Node.Port, Members));
        }

        var senders = members.Select((some, i) => (channels[i], some[0])).ToList();
        _ = await Loads.PaceAsync(senders, Rate, 1);
        var postedAt = members.Select(_ => new List<long>()).ToList();
        var before = await Loads.SerialAsync(senders[0]);
        await Task.Delay(300);
        members.ForEach(some => some.ForEach(member => member.PushedAt.Clear()));
        var used = await Used.ByAsync(servers, () => Loads.PaceAsync(senders, Rate, 8, new Random(1), postedAt));
        var pushed = members.Select(some => some.Select(member => member.PushedAt.ToList()).ToList()).ToList();
        var after = await Loads.SerialAsync(senders[0]);
        var delays = Times.Of(pushed.SelectMany((some, i) => some.SelectMany(member => member.Zip(postedAt[i], (came, went) => Stopwatch.GetElapsedTime(went, came).TotalSeconds))));
        members.ForEach(some => some.ForEach(member => member.Dispose()));
        return new CheckedLoad(
            Channels, Members, used.Done / used.Seconds, used.Node / used.Seconds, used.Postgres / used.Seconds, used.Redis / used.Seconds,
            new Times((before.P50 + after.P50) / 2, (before.P99 + after.P99) / 2),
            delays.P50, delays.P99);
    }

    /// <summary>Redis by itself: publishing as fast as it takes it, to one receiver and to nine.</summary>
    internal static async Task<(double Publish, double Receiver, double Bytes)> RedisAsync()
    {
        const int Times = 20_000;
        await using var redis = await RedisServer.StartAsync();
        using var publisher = await RedisSocket.OpenAsync(redis.Port);
        using var one = await RedisSocket.ListenAsync(redis.Port);
        var before = redis.Cpu;
        await publisher.PublishAsync(Times);
        await one.HeardAsync(Times);
        var alone = redis.Cpu - before;
        var more = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RedisSocket.ListenAsync(redis.Port)));
        before = redis.Cpu;
        await publisher.PublishAsync(Times);
        await Task.WhenAll(more.Select(listener => listener.HeardAsync(Times)));
        var nine = redis.Cpu - before;
        var bytes = more[0].Bytes / (double)Times;
        more.ToList().ForEach(listener => listener.Dispose());
        var receiver = (nine - alone) / 8 / Times;
        return (Math.Max(0, (alone / Times) - receiver), receiver, bytes);
    }

    internal static string Machine() => string.Create(CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores, {File.ReadLines("/proc/cpuinfo").First(line => line.StartsWith("model name", StringComparison.Ordinal)).Split(':')[1].Trim()}");
}
