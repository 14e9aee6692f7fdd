namespace SecureDialogue.Server.Relay;

/// <summary>
/// How a relay ends: calls that have begun are answered, and later ones are refused, so that clients make them again at another node
/// or at the next start; then every connection is closed, by which clients know to come back.
/// </summary>
internal sealed class Drain
{
    /// <summary>A transaction takes longer only where the store does not answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    /// <summary>For the last answers to leave.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(50);

    private int _calls;
    private volatile bool _ending;

    /// <summary>Whether a call may begin; one that may ends with <see cref="Leave"/>.</summary>
    public bool TryEnter()
    {
        _ = Interlocked.Increment(ref _calls);
        if (!_ending)
        {
            return true;
        }

        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _calls);

    /// <summary>Ends when the calls that have begun are answered, or after a short while.</summary>
    public void Run()
    {
        _ending = true;
        _ = SpinWait.SpinUntil(() => Volatile.Read(ref _calls) == 0, Patience);
        Thread.Sleep(Farewell);
    }
}
