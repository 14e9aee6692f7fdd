namespace SecureDialogue.Mls.Groups;

/// <summary>
/// How much of earlier epochs a group keeps. Every epoch kept is one whose application messages a thief of the store can read, so by
/// default there is none; resumption keys open no message.
/// </summary>
public sealed record GroupRetention
{
    /// <summary>Earlier epochs whose late application messages are still opened; 0 by default.</summary>
    public int PastEpochs { get; init; }

    /// <summary>Earlier epochs whose resumption keys may still be named by PreSharedKey proposals; 8 by default.</summary>
    public int ResumptionPsks { get; init; } = 8;
}
