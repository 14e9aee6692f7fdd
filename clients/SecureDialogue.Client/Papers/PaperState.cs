namespace SecureDialogue.Client.Papers;

/// <summary>What became of a paper. The numbers are in stores.</summary>
internal enum PaperState
{
    /// <summary>Signatures are gathered.</summary>
    Open,

    /// <summary>All signatures are there and its effect has happened.</summary>
    Complete,

    /// <summary>Whoever proposed it has withdrawn it.</summary>
    Withdrawn,
}
