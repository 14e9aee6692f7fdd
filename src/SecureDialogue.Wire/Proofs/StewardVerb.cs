namespace SecureDialogue.Wire.Proofs;

/// <summary>What a steward's act does.</summary>
public enum StewardVerb
{
    /// <summary>Voids a commit and everything after it; the epoch before is current again.</summary>
    Supersede = 1,

    /// <summary>Puts a wrong access key of the current epoch right.</summary>
    SetKey = 2,
}
