namespace SecureDialogue.Client.Policy;

/// <summary>Why a removal order or a revocation has no effect.</summary>
public enum RemovalRefusal
{
    /// <summary>It has effect.</summary>
    None,

    /// <summary>It belongs to another dialogue.</summary>
    AnotherDialogue,

    /// <summary>It names another version of the Charter than the one in force here.</summary>
    AnotherCharter,

    /// <summary>The admission it carries is not one.</summary>
    UnknownTarget,

    /// <summary>A signature does not hold.</summary>
    FalseSignature,

    /// <summary>Somebody signed who has no say.</summary>
    StrangerSigned,

    /// <summary>Signatures that the Charter asks for are missing.</summary>
    SignaturesMissing,
}
