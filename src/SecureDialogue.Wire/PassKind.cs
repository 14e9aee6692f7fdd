namespace SecureDialogue.Wire;

/// <summary>What a pass may be spent on. A pass is 32 random bytes; the relay keeps its SHA-256 until it is spent.</summary>
public enum PassKind
{
    /// <summary>One mailbox.</summary>
    Mailbox = 1,

    /// <summary>One channel.</summary>
    Channel = 2,
}
