namespace SecureDialogue.Mls.Messages;

/// <summary>What a resumption key is for (RFC 9420 §8.4).</summary>
public enum ResumptionPskUsage : byte
{
    /// <summary>Reserved.</summary>
    None = 0,

    /// <summary>The application's own reasons.</summary>
    Application = 1,

    /// <summary>The successor of a group that was ended.</summary>
    ReInit = 2,

    /// <summary>A group of some members of another.</summary>
    Branch = 3,
}
