namespace SecureDialogue.Client.Tests.Papers;

/// <summary>A clock that stands until a test moves it.</summary>
internal sealed class BureauClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now;

    public override DateTimeOffset GetUtcNow() => _now;

    internal void Forward(TimeSpan time) => _now += time;
}
