namespace SecureDialogue.Client.Papers;

/// <summary>Why a letter about a paper has no effect.</summary>
internal enum PaperRefusal
{
    /// <summary>It has.</summary>
    None,

    /// <summary>It cannot be judged yet: its paper or its version of the Charter has not come. It is kept for a while.</summary>
    TooEarly,

    /// <summary>It belongs to another dialogue.</summary>
    AnotherDialogue,

    /// <summary>It was made for an older version of the Charter.</summary>
    OlderCharter,

    /// <summary>Its sender has no say in it.</summary>
    NoSay,

    /// <summary>Its sender was cut off, whatever the Charter still says.</summary>
    CutOff,

    /// <summary>This device has no say in it.</summary>
    NotForThisDevice,

    /// <summary>A signature does not hold, or whoever proposed it did not sign it.</summary>
    FalseSignature,

    /// <summary>Somebody signed who has no say.</summary>
    StrangerSigned,

    /// <summary>The paper of this id has other objects here.</summary>
    Changed,

    /// <summary>It was proposed too long ago, or is dated in the future.</summary>
    WrongHour,

    /// <summary>Its sender has too many open papers, or has said too much about this one.</summary>
    TooMany,

    /// <summary>What it says contradicts the rules of its kind: a side, a time or a device that cannot be.</summary>
    AgainstTheRules,
}
