namespace SecureDialogue.Client.Connection;

/// <summary>
/// Remembers that the network let no WebSocket through where polling worked, for some minutes: then they are tried again, since a phone
/// leaves such a network as it came.
/// </summary>
internal sealed class BlockedSockets
{
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(5);

    private long _since = long.MinValue;

    internal bool AreKnown(TimeProvider time) =>
        Interlocked.Read(ref _since) is var since && since != long.MinValue && time.GetElapsedTime(since) < Age;

    internal void Remember(TimeProvider time) => Interlocked.Exchange(ref _since, time.GetTimestamp());

    internal void Forget() => Interlocked.Exchange(ref _since, long.MinValue);
}
