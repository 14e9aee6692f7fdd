using SecureDialogue.Wire;

namespace SecureDialogue.Client.Sync;

/// <summary>
/// Wakes whoever follows a channel. What the relay pushes is only a reason to read: order and completeness come from reading by
/// sequence, because a call's answer may overtake a push.
/// </summary>
internal sealed class Doorbell : IRelayEvents
{
    private TaskCompletionSource _rung = New();

    /// <inheritdoc />
    public Task LetterArrived() => Ring();

    /// <inheritdoc />
    public Task ItemsStored(ChannelId channel, IReadOnlyList<LogItem> items) => Ring();

    /// <inheritdoc />
    public Task Whispered(ChannelId channel, ulong epoch, ReadOnlyMemory<byte> bytes)
    {
        Whispers.Add(channel, epoch, bytes);
        return Task.CompletedTask;
    }

    /// <summary>What was whispered; no reason to read.</summary>
    internal Whispers Whispers { get; } = new();

    /// <summary>A task that ends with the next ring, or at once when the bell rang since the last call.</summary>
    /// <param name="timeout">The longest wait.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async Task WaitAsync(TimeSpan timeout, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            await _rung.Task.WaitAsync(timeout, time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Looking after a while without a ring is the point of the time limit.
        }

        Interlocked.Exchange(ref _rung, New());
    }

    /// <summary>Rings, from here too: a lost connection is a reason to look as well.</summary>
    internal Task Ring()
    {
        _rung.TrySetResult();
        return Task.CompletedTask;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
