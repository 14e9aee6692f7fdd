namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>A clock that is ahead.</summary>
internal sealed class LaterTime(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
