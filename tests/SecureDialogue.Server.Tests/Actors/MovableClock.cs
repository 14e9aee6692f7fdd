namespace SecureDialogue.Server.Tests.Actors;

/// <summary>The system's clock, which a test moves on.</summary>
internal sealed class MovableClock : TimeProvider
{
    private long _ahead;

    public override long GetTimestamp() => base.GetTimestamp() + _ahead;

    public void Advance(TimeSpan by) => _ahead += by.Ticks * TimestampFrequency / TimeSpan.TicksPerSecond;
}
