namespace SecureDialogue.Client.Trust;

/// <summary>Why an admission is not accepted.</summary>
public enum AdmissionRefusal
{
    /// <summary>It is accepted.</summary>
    None,

    /// <summary>It belongs to another dialogue.</summary>
    AnotherDialogue,

    /// <summary>It names a version of the Charter that this device does not have.</summary>
    UnknownCharter,

    /// <summary>The party is not one of the Charter's.</summary>
    UnknownParty,

    /// <summary>A signature does not hold.</summary>
    FalseSignature,

    /// <summary>Somebody signed who has no say: no officer, and no device of the person.</summary>
    StrangerSigned,

    /// <summary>Signatures that the Charter asks for are missing.</summary>
    SignaturesMissing,

    /// <summary>A later version of the Charter changed who decides and does not list this admission.</summary>
    NotCarriedOver,

    /// <summary>A further device claims another person, another party, more roles, wider limits or a longer time than the earlier admission gave.</summary>
    ExceedsEarlier,

    /// <summary>Its first hour has not come.</summary>
    NotYetValid,

    /// <summary>Its last hour has passed.</summary>
    Expired,
}
