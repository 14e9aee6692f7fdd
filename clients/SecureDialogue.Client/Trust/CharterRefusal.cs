namespace SecureDialogue.Client.Trust;

/// <summary>Why a chain of Charters is not accepted.</summary>
public enum CharterRefusal
{
    /// <summary>It is accepted.</summary>
    None,

    /// <summary>There is no version 1, or a version is left out.</summary>
    VersionMissing,

    /// <summary>A version names another predecessor than the one before it.</summary>
    AnotherPredecessor,

    /// <summary>A version is dated before its predecessor.</summary>
    BeforePredecessor,

    /// <summary>A signature does not hold.</summary>
    FalseSignature,

    /// <summary>Somebody signed who is not an officer.</summary>
    StrangerSigned,

    /// <summary>Not all officers signed version 1, or less than the previous version's quorum signed a later one.</summary>
    SignaturesMissing,

    /// <summary>It is the Charter of another dialogue.</summary>
    AnotherDialogue,

    /// <summary>It contradicts or shortens the chain that this device already has.</summary>
    AnotherHistory,
}
