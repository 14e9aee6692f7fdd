namespace SecureDialogue.Mls.Secrets;

/// <summary>How far a sender's ratchet may be wound forward, and how many keys of skipped messages are kept (RFC 9420 §9.1).</summary>
public static class RatchetWindow
{
    /// <summary>Generations one message may be ahead of the last.</summary>
    public const int MaxForwardSteps = 1000;

    /// <summary>Keys of skipped messages kept for one ratchet of one sender; the oldest go first.</summary>
    public const int MaxSkippedKeys = 200;
}
