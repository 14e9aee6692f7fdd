using System.Diagnostics;
using SecureDialogue.Benchmarks.Servers;

namespace SecureDialogue.Benchmarks.Scale.Measured;

/// <summary>Loads that a measurement puts on servers.</summary>
internal static class Loads
{
    private static readonly byte[] Item = [.. Enumerable.Range(0, 1024).Select(i => (byte)(i % 251))];

    /// <summary>Members of a channel, each on a connection of its own; the first sends.</summary>
    internal static async Task<List<HubSocket>> MembersAsync(MeasuredChannel channel, int port, int count)
    {
        var members = new List<HubSocket>();
        for (var i = 0; i < count; i++)
        {
            members.Add(await HubSocket.OpenAsync(port));
            await channel.ProveAsync(members[i]);
        }

        return members;
    }

    /// <summary>Posts at a rate, whatever the answers do, each channel's sender in turn; at random moments when they are drawn.</summary>
    internal static async Task<int> PaceAsync(IReadOnlyList<(MeasuredChannel Channel, HubSocket Sender)> senders, double perSecond, double seconds, Random? random = null, List<List<long>>? postedAt = null)
    {
        var (answers, clock, next) = (new List<Task>(), Stopwatch.StartNew(), 0.0);
        for (var i = 0; next < seconds; i++)
        {
            if (TimeSpan.FromSeconds(next) - clock.Elapsed is { Ticks: > 0 } pause)
            {
                await Task.Delay(pause);
            }

            var (channel, sender) = senders[i % senders.Count];
            postedAt?[i % senders.Count].Add(Stopwatch.GetTimestamp());
            answers.Add(channel.PostAsync(sender, Item));
            next += random is null ? 1 / perSecond : -Math.Log(1 - random.NextDouble()) / perSecond;
        }

        await Task.WhenAll(answers);
        return answers.Count;
    }

    /// <summary>One message after the other: how long each took to be answered.</summary>
    internal static async Task<Times> SerialAsync((MeasuredChannel Channel, HubSocket Sender) sender)
    {
        const int Count = 150;
        var times = new List<double>();
        for (var i = 0; i < Count; i++)
        {
            var since = Stopwatch.GetTimestamp();
            await sender.Channel.PostAsync(sender.Sender, Item);
            times.Add(Stopwatch.GetElapsedTime(since).TotalSeconds);
        }

        return Times.Of(times);
    }

    /// <summary>Each sender keeps so many posts unanswered.</summary>
    internal static async Task<int> SaturateAsync(IReadOnlyList<(MeasuredChannel Channel, HubSocket Sender)> senders, int inFlight, double seconds)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(senders.SelectMany(sender => Enumerable.Range(0, inFlight).Select(async _ =>
        {
            var count = 0;
            for (; clock.Elapsed.TotalSeconds < seconds; count++)
            {
                await sender.Channel.PostAsync(sender.Sender, Item);
            }

            return count;
        })));
        return counts.Sum();
    }

    /// <summary>Commits one after the other, in each channel at the same time.</summary>
    internal static async Task<int> CommitAsync(IReadOnlyList<(MeasuredChannel Channel, HubSocket Sender)> senders, int each)
    {
        await Task.WhenAll(senders.Select(async sender =>
        {
            for (var i = 0; i < each; i++)
            {
                await sender.Channel.CommitAsync(sender.Sender, Item);
                await sender.Channel.ProveAsync(sender.Sender);
            }
        }));
        return senders.Count * each;
    }

    /// <summary>One call for each, a few at a time.</summary>
    internal static async Task<int> EachAsync<T>(IReadOnlyList<T> all, Func<T, int, Task> call)
    {
        foreach (var some in Enumerable.Range(0, all.Count).Chunk(16))
        {
            await Task.WhenAll(some.Select(i => call(all[i], i)));
        }

        return all.Count;
    }
}
