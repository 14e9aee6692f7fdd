namespace SecureDialogue.Client.Trust;

/// <summary>What may be said outside, from the strictest to the freest.</summary>
public enum Regime
{
    /// <summary>Not even that it took place.</summary>
    Held = 1,

    /// <summary>No use outside.</summary>
    Closed = 2,

    /// <summary>Use without attribution.</summary>
    ChathamHouse = 3,

    /// <summary>May be quoted as agreed.</summary>
    Cleared = 4,

    /// <summary>Public.</summary>
    Release = 5,
}
