using System.Diagnostics;
using System.Globalization;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;

namespace SecureDialogue.EndToEnd.Tests.Faults;

/// <summary>People and callers who write and read through all nodes of a cluster while faults hit it, and what became of what they wrote.</summary>
internal sealed class FaultRun : IAsyncDisposable
{
    private const int Channels = 4;
    private const int WritersEach = 3;
    private static readonly TimeSpan MaxRecovery = TimeSpan.FromSeconds(20);

    private readonly Cluster _cluster;
    private readonly Inflicter _inflicter;
    private readonly CancellationTokenSource _over = new();
    private readonly CancellationTokenSource _allRead = new();
    private readonly List<(ChannelActor Channel, List<Writer> Writers, List<Listener> Listeners)> _channels = [];
    private readonly List<Correspondence> _letters = [];
    private readonly List<Task> _writing = [];
    private readonly List<Task> _listening = [];
    private People _people = null!;

    private FaultRun(Cluster cluster, int seed) => (_cluster, _inflicter) = (cluster, new Inflicter(cluster, new Random(seed)));

    /// <summary>Each fault, calls under way when it came, and how long afterwards every channel took something again.</summary>
    public List<(Fault Fault, int InFlight, TimeSpan Recovery)> Hits { get; } = [];

    public int Stored => AllWriters.Sum(writer => writer.Acknowledged.Count);

    public int Again => AllWriters.Sum(writer => writer.Again) + _letters.Sum(letters => letters.Again);

    /// <summary>Whether the data of PostgreSQL are where they can be hemmed in.</summary>
    public bool CanFillDisk => _cluster.Disk is not null;

    private IEnumerable<Writer> AllWriters => _channels.SelectMany(channel => channel.Writers);

    private IEnumerable<Listener> AllListeners => _channels.SelectMany(channel => channel.Listeners);

    public static async Task<FaultRun> StartAsync(int seed)
    {
        var cluster = await Cluster.StartAsync(new Random(seed));
        var run = new FaultRun(cluster, seed) { _people = await People.GatherAsync(cluster) };
        for (var i = 0; i < Channels; i++)
        {
            await run.OpenAsync(seed + (100 * i));
        }

        run._writing.Add(run._people.RunAsync(run._over.Token));
        run._writing.AddRange(run.AllWriters.Select(writer => writer.RunAsync(run._over.Token)));
        run._writing.AddRange(run._letters.Select(letters => letters.RunAsync(run._over.Token)));
        run._listening.AddRange(run.AllListeners.Select(listener => listener.RunAsync(run._allRead.Token)));
        return run;
    }

    /// <summary>Hits the cluster, and waits until every channel takes something again.</summary>
    public async Task HitAsync(Fault fault)
    {
        var inFlight = await _inflicter.InflictAsync(fault);
        var since = Stopwatch.GetTimestamp();
        var before = _channels.ToDictionary(channel => channel.Channel.Id, Count);
        while (_channels.Any(channel => Count(channel) < before[channel.Channel.Id] + WritersEach))
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < MaxRecovery, $"a channel is stuck after {fault}");
            await Task.Delay(20);
        }

        Hits.Add((fault, inFlight, Stopwatch.GetElapsedTime(since)));

        static int Count((ChannelActor, List<Writer> Writers, List<Listener>) channel) => channel.Writers.Sum(writer => writer.Acknowledged.Count);
    }

    /// <summary>Ends the writing, and says what is wrong with all that was written and read.</summary>
    public async Task<IReadOnlyList<string>> JudgeAsync()
    {
        await _cluster.ReadyAsync();
        await _over.CancelAsync();
        await Task.WhenAll(_writing).WaitAsync(TimeSpan.FromSeconds(60));
        var violations = new List<string>();
        foreach (var (channel, writers, listeners) in _channels)
        {
            await Task.WhenAll(writers.Select(writer => writer.PostAsync())).WaitAsync(MaxRecovery);
            var full = await Task.WhenAll(_cluster.Nodes.Select(node => FullRead.AtAsync(node.Address!, channel)));
            var head = full[0].Count;
            for (var i = 0; i < 1000 && listeners.Any(listener => listener.Head < head); i++)
            {
                await Task.Delay(10);
            }

            violations.AddRange(HistoryCheck.OfChannel([.. writers.SelectMany(writer => writer.Acknowledged)], [.. full, .. listeners.Select(listener => listener.Log.ToList())]));
            violations.AddRange(writers.SelectMany(writer => writer.Wrong).Concat(listeners.SelectMany(listener => listener.Wrong)));
        }

        await _allRead.CancelAsync();
        await Task.WhenAll(_listening);
        foreach (var letters in _letters)
        {
            violations.AddRange(await letters.JudgeAsync());
        }

        return [.. violations, .. TooQuick(), .. await _people.JudgeAsync()];
    }

    public string Report() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {Stored} items and {_letters.Sum(letters => letters.Letters)} letters acknowledged, {Again} calls made again, {AllListeners.Sum(listener => listener.Pushed)} items read as pushed, {_people.Written} messages of people, {_people.LostSyncs} of their syncs cut short; 
        """).Trim() + " " + string.Join(", ", Hits.Select(hit => string.Create(CultureInfo.InvariantCulture, $"{hit.Fault} {hit.InFlight} in flight, {hit.Recovery.TotalSeconds:0.0} s")));

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _allRead.CancelAsync();
        _ = await Task.WhenAny(Task.WhenAll([.. _writing, .. _listening]), Task.Delay(TimeSpan.FromSeconds(5)));
        foreach (var ending in AllWriters.Select(one => one.DisposeAsync()).Concat(AllListeners.Select(one => one.DisposeAsync())).Concat(_letters.Select(one => one.DisposeAsync())).ToList())
        {
            await ending;
        }

        await _people.DisposeAsync();
        await _cluster.DisposeAsync();
        _over.Dispose();
        _allRead.Dispose();
    }

    /// <summary>What was acknowledged on a slow disk was on it: no answer came before the disk had said so.</summary>
    private IEnumerable<string> TooQuick()
    {
        var slow = _inflicter.Slow.SelectMany(time => AllWriters.SelectMany(writer => writer.FirstAttempts)
            .Where(attempt => attempt.At > time.From && Stopwatch.GetElapsedTime(attempt.At, time.To) > attempt.Took)).ToList();
        return _inflicter.Slow.Count > 0 && slow.Count == 0
            ? ["nothing was stored on the slow disk"]
            : slow.Where(attempt => attempt.Took < Inflicter.SlowDisk).Select(attempt => $"acknowledged after {attempt.Took}, before it was on the slow disk");
    }

    private async Task OpenAsync(int seed)
    {
        var channel = new ChannelActor(await _cluster.PassAsync("channels"));
        for (var epoch = 0UL; epoch <= Writer.Epochs; epoch++)
        {
            _ = channel.Key(epoch);
        }

        await using (var founder = await RelayConnection.OpenAsync(_cluster.Nodes[0].Address!))
        {
            Assert.Equal(RelayCode.Ok, await founder.CodeAsync("CreateChannel", channel.Create(founder.Context)));
        }

        var mailbox = new MailboxActor(await _cluster.PassAsync("mailboxes"));
        await using (var owner = await RelayConnection.OpenAsync(_cluster.Nodes[1].Address!))
        {
            Assert.Equal(RelayCode.Ok, await owner.CodeAsync("CreateMailbox", mailbox.Create(owner.Context)));
        }

        _channels.Add((
            channel,
            [.. Enumerable.Range(0, WritersEach).Select(i => new Writer(_cluster, channel, seed + (10 * i)))],
            [.. Enumerable.Range(0, 2).Select(i => new Listener(_cluster, channel, seed + 50 + (10 * i)))]));
        _letters.Add(new Correspondence(_cluster, mailbox, seed + 80));
    }
}
