namespace SecureDialogue.Mls.Framing;

/// <summary>What a message says (RFC 9420 §6).</summary>
public enum ContentType : byte
{
    /// <summary>Reserved.</summary>
    None = 0,

    /// <summary>Application data.</summary>
    Application = 1,

    /// <summary>A proposal.</summary>
    Proposal = 2,

    /// <summary>A commit.</summary>
    Commit = 3,
}
