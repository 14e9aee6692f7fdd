namespace SecureDialogue.Server.Relay;

/// <summary>
/// A bucket of calls that fills again. Once empty it refuses until it is half full, so that of a row of posts sent in advance
/// none is accepted behind one that was refused.
/// </summary>
internal sealed class CallRate(int burst, int perSecond, TimeProvider time)
{
    private readonly Lock _bucket = new();
    private double _calls = burst;
    private long _filledAt = time.GetTimestamp();
    private bool _empty;

    public bool TryTake()
    {
        lock (_bucket)
        {
            var now = time.GetTimestamp();
            _calls = Math.Min(burst, _calls + (time.GetElapsedTime(_filledAt, now).TotalSeconds * perSecond));
            _filledAt = now;
            _empty = _empty ? _calls < burst / 2.0 : _calls < 1;
            _calls -= _empty ? 0 : 1;
            return !_empty;
        }
    }
}
