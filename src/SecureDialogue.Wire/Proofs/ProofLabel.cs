namespace SecureDialogue.Wire.Proofs;

/// <summary>What keeps a signature for one purpose from serving another. No label is a prefix of another followed by 0x00.</summary>
public static class ProofLabel
{
    /// <summary>Opening a dialogue.</summary>
    public const string Dialogue = "SecureDialogue dialogue";

    /// <summary>Minting passes.</summary>
    public const string Mint = "SecureDialogue mint";

    /// <summary>Creating a mailbox.</summary>
    public const string CreateMailbox = "SecureDialogue mailbox create";

    /// <summary>Opening a mailbox.</summary>
    public const string OpenMailbox = "SecureDialogue mailbox open";

    /// <summary>Putting key packages.</summary>
    public const string Packages = "SecureDialogue packages";

    /// <summary>Creating a channel.</summary>
    public const string CreateChannel = "SecureDialogue channel create";

    /// <summary>Proving an epoch.</summary>
    public const string Prove = "SecureDialogue prove";

    /// <summary>Handing in a commit.</summary>
    public const string Commit = "SecureDialogue commit";

    /// <summary>A steward's act.</summary>
    public const string Steward = "SecureDialogue steward";
}
