using SecureDialogue.Wire;

namespace SecureDialogue.Client.Tests.Connection;

/// <summary>Writes down what the relay sends.</summary>
internal sealed class RecordingEvents : IRelayEvents
{
    internal int Letters { get; private set; }

    internal Arrivals<long> Sequences { get; } = new();

    internal Arrivals<int> Whispers { get; } = new();

    internal Func<Task>? OnItems { get; set; }

    public Task LetterArrived()
    {
        Letters++;
        return Task.CompletedTask;
    }

    public async Task ItemsStored(ChannelId channel, IReadOnlyList<LogItem> items)
    {
        if (OnItems is { } act)
        {
            await act();
        }

        foreach (var item in items)
        {
            Sequences.Add(item.Sequence);
        }
    }

    public Task Whispered(ChannelId channel, ulong epoch, ReadOnlyMemory<byte> bytes)
    {
        Whispers.Add(bytes.Length);
        return Task.CompletedTask;
    }
}
