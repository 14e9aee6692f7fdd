namespace SecureDialogue.Client.Trust;

/// <summary>What a remark about a paper is.</summary>
public enum RemarkKind
{
    /// <summary>A question to whoever proposed it.</summary>
    Question = 1,

    /// <summary>An answer.</summary>
    Answer = 2,

    /// <summary>An objection, with its reason.</summary>
    Objection = 3,

    /// <summary>The sender's objection is withdrawn.</summary>
    ObjectionWithdrawn = 4,

    /// <summary>The paper is withdrawn by whoever proposed it.</summary>
    Withdrawn = 5,

    /// <summary>The same, because the applicant's digits differed.</summary>
    DigitsDiffer = 6,
}
