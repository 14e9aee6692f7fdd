namespace SecureDialogue.Client.Policy;

/// <summary>Why a channel policy has no effect.</summary>
public enum PolicyRefusal
{
    /// <summary>It has effect.</summary>
    None,

    /// <summary>It is of another channel or kind.</summary>
    AnotherChannel,

    /// <summary>It does not follow the policy in force; of two with one predecessor the earlier holds.</summary>
    AnotherPredecessor,

    /// <summary>It keeps words longer than the policy before it, or than the Charter.</summary>
    KeepsLonger,

    /// <summary>Its signer's admission is not the one it names, or is not accepted.</summary>
    SignerNotAdmitted,

    /// <summary>Its signer was ordered out or revoked.</summary>
    SignerCutOff,

    /// <summary>Its signer is no facilitator.</summary>
    NeedsFacilitator,

    /// <summary>Its signature does not hold.</summary>
    FalseSignature,
}
