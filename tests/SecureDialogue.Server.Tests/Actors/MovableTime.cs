namespace SecureDialogue.Server.Tests.Actors;

/// <summary>A clock that a test sets forward; timers run by the real one.</summary>
internal sealed class MovableTime : TimeProvider
{
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;

    public void Advance(int days) => _ahead += TimeSpan.FromDays(days);
}
