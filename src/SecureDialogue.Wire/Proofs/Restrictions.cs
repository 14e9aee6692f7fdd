namespace SecureDialogue.Wire.Proofs;

/// <summary>What stewards keep a channel from taking.</summary>
[Flags]
public enum Restrictions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Commits without a steward's signature.</summary>
    Demand = 1,

    /// <summary>Talk and lasting items.</summary>
    Posts = 2,

    /// <summary>Everything, for good.</summary>
    Closed = 4,
}
