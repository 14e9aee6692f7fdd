using System.Diagnostics;

namespace SecureDialogue.Client.Tests.Connection;

/// <summary>What has arrived so far, and waiting for more.</summary>
internal sealed class Arrivals<T>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<T> _seen = [];

    internal IReadOnlyList<T> Seen
    {
        get
        {
            lock (_seen)
            {
                return [.. _seen];
            }
        }
    }

    internal void Add(T item)
    {
        lock (_seen)
        {
            _seen.Add(item);
        }
    }

    internal async Task WaitAsync(int count)
    {
        var clock = Stopwatch.StartNew();
        while (Seen.Count < count)
        {
            Assert.True(clock.Elapsed < Patience, $"{Seen.Count} of {count} arrived");
            await Task.Delay(10);
        }
    }
}
