namespace SecureDialogue.Client.Trust;

/// <summary>What several people sign as one paper.</summary>
public enum PaperKind
{
    /// <summary>A version of the Charter; with version 1 the founders' admissions.</summary>
    Charter = 1,

    /// <summary>The admission of a person, or of a further or returning device.</summary>
    Admission = 2,

    /// <summary>An order to remove somebody.</summary>
    RemovalOrder = 3,

    /// <summary>A revocation of a device or a person.</summary>
    Revocation = 4,
}
