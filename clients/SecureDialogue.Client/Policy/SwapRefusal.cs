namespace SecureDialogue.Client.Policy;

/// <summary>Why a member's device does not swap another's leaf by itself.</summary>
public enum SwapRefusal
{
    /// <summary>It does.</summary>
    None,

    /// <summary>The request is for another channel.</summary>
    AnotherChannel,

    /// <summary>The device that asks has no leaf here.</summary>
    NotAMember,

    /// <summary>The leaf's key did not sign it.</summary>
    FalseSignature,

    /// <summary>It names another leaf node than the one now in the tree.</summary>
    AnotherLeaf,

    /// <summary>The leaf's removal is due: expired, ordered out, revoked, or its owner left.</summary>
    RemovalDue,

    /// <summary>The device was swapped on the same day already.</summary>
    SwappedToday,

    /// <summary>It was made more than a week ago, or ahead of the clock.</summary>
    Stale,
}
