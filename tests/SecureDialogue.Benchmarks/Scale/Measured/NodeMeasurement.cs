using SecureDialogue.Benchmarks.Measuring;
using SecureDialogue.Benchmarks.Servers;

namespace SecureDialogue.Benchmarks.Scale.Measured;

/// <summary>
/// What one relay process costs, embedded or as a node. Two loads that differ in one thing tell what that thing costs: one member
/// and sixteen more for a delivery, alone and many at once for sharing a transaction.
/// </summary>
internal sealed class NodeMeasurement(ServersUnderLoad servers, List<MeasuredChannel> channels, TextWriter output)
{
    private const int Senders = 16;
    private const int Receivers = 64;
    private const double Rate = 250;
    private const double Seconds = 4;
    private const int Connections = 1000;
    private const int Shared = 6;

    private readonly List<(MeasuredChannel Channel, HubSocket Sender)> _senders = [];

    internal Times Answer { get; private set; } = null!;

    internal Used Alone { get; private set; } = null!;

    internal Used Together { get; private set; } = null!;

    internal Used Commits { get; private set; } = null!;

    internal Used Proofs { get; private set; } = null!;

    internal Used Reads { get; private set; } = null!;

    /// <summary>The first channels are posted to, the later ones are opened by idle connections.</summary>
    internal static int ChannelCount => Senders + Shared + Connections;

    internal async Task<NodeCosts> RunAsync()
    {
        var memory = (await IdleAsync()).Memory;
        await WarmAsync();
        await (servers.Postgres?.AnalyzeAsync() ?? Task.CompletedTask);
        Answer = await Loads.SerialAsync(_senders[0]);
        var delivered = await PairAsync();
        var stored = await StoredAsync();
        Together = await SayAsync("posts together", () => Loads.SaturateAsync(_senders, 16, Seconds));
        var storedBytes = (await StoredAsync() - stored) / Together.Done;
        Commits = await SayAsync("commits, each with a proof", () => Loads.CommitAsync(_senders, 25));
        _senders.ForEach(sender => sender.Sender.Dispose());

        var connect = (await IdleAsync()).Connect;
        var each = (Used used) => used.Node / used.Done;
        // Of two lots that differ by chance more than by this, one would cost less than nothing.
        var delivery = Math.Max(1e-6, (each(delivered) - each(Alone)) / Receivers);
        return new NodeCosts(
            Rate, each(Alone) - delivery, each(Together) - delivery, delivery, 0, each(Commits) - each(Proofs) - delivery, each(connect), each(Proofs), each(Reads), 0,
            memory[0], memory[1], Math.Max(0, memory[2] - memory[1]), storedBytes, Alone.LogBytes / Alone.Done, Together.LogBytes / Together.Done,
            Together.Done / Together.Seconds);
    }

    /// <summary>Compiled and warm, after the memory was measured: what a busy relay once needed it keeps for connections; and the senders of what follows.</summary>
    private async Task WarmAsync()
    {
        foreach (var channel in channels.Take(Senders))
        {
            _senders.Add((channel, (await Loads.MembersAsync(channel, servers.Node.Port, 1))[0]));
        }

        _ = await Loads.SaturateAsync(_senders, 4, 3);
        _ = await Loads.CommitAsync(_senders, 10);
        _ = await Loads.PaceAsync([_senders[0]], Rate, 3);
    }

    /// <summary>Posts with one member and with more, in turns; the turns in which something else ran count least.</summary>
    private async Task<Used> PairAsync()
    {
        var (alone, delivered) = (new List<Used>(), new List<Used>());
        for (var i = 0; i < 3; i++)
        {
            alone.Add(await SayAsync("posts alone", () => Loads.PaceAsync([_senders[0]], Rate, Seconds)));
            var readers = await Loads.MembersAsync(channels[0], servers.Node.Port, Receivers);
            delivered.Add(await SayAsync($"the same with {Receivers} members more", () => Loads.PaceAsync([_senders[0]], Rate, Seconds)));
            readers.ForEach(reader => reader.Dispose());
        }

        Alone = alone.MinBy(used => used.Node)!;
        return delivered.MinBy(used => used.Node)!;
    }

    private async Task<(Used Connect, double[] Memory)> IdleAsync()
    {
        var (idle, opened) = (new HubSocket[Connections], channels[Senders..]);
        foreach (var channel in opened.Take(1))
        {
            (await Loads.MembersAsync(channel, servers.Node.Port, 30)).ForEach(member => member.Dispose());
        }

        var ends = new List<double> { ProcessClock.Resident(servers.Node.Id) };
        var connect = await SayAsync("connections with Hello", () => Loads.EachAsync(idle, async (_, i) => idle[i] = await HubSocket.OpenAsync(servers.Node.Port)));
        ends.Add(ProcessClock.Resident(servers.Node.Id));
        Proofs = await SayAsync("proofs", async () =>
        {
            for (var i = 0; i < Shared; i++)
            {
                _ = await Loads.EachAsync(idle, (socket, _) => opened[i].ProveAsync(socket));
            }

            return idle.Length * Shared;
        });
        ends.Add(ProcessClock.Resident(servers.Node.Id));
        _ = await SayAsync("proofs of a channel of its own", () => Loads.EachAsync(idle, (socket, i) => opened[Shared + i].ProveAsync(socket)));
        ends.Add(ProcessClock.Resident(servers.Node.Id));
        Reads = await SayAsync("reads of nothing", () => Loads.EachAsync(idle, (socket, i) => opened[Shared + i].ReadAsync(socket)));
        idle.ToList().ForEach(socket => socket.Dispose());
        return (connect, [(ends[1] - ends[0]) / Connections, (ends[2] - ends[1]) / Connections / Shared, (ends[3] - ends[2]) / Connections]);
    }

    /// <summary>Bytes of the log's table and its indexes; an embedded relay's whole file.</summary>
    private Task<double> StoredAsync() => servers.Postgres is { } cluster
        ? cluster.AskAsync("SELECT pg_total_relation_size('item')")
        : Task.FromResult(EmbeddedBytes());

    private double EmbeddedBytes() => Directory.EnumerateFiles(EmbeddedDirectory, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(file).StartsWith("channels", StringComparison.OrdinalIgnoreCase)).Sum(file => (double)new FileInfo(file).Length);

    internal string EmbeddedDirectory { get; init; } = "";

    private async Task<Used> SayAsync(string what, Func<Task<int>> work)
    {
        var used = await Used.ByAsync(servers, work);
        await output.WriteLineAsync($"{what,-36} {used.Done,6:0} in {used.Seconds:0.0} s: node {used.Node * 1e6 / used.Done:0} µs, PostgreSQL {used.Postgres * 1e6 / used.Done:0}, "
            + $"Redis {used.Redis * 1e6 / used.Done:0}; log {used.LogBytes / used.Done:0} bytes, {used.Transactions:0} transactions");
        return used;
    }
}
