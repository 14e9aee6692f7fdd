namespace SecureDialogue.Client.Trust;

/// <summary>Why a name cannot be used.</summary>
public enum NameRefusal
{
    /// <summary>It can be used.</summary>
    None,

    /// <summary>It is empty, or begins or ends with white space.</summary>
    Blank,

    /// <summary>It has more than 64 characters.</summary>
    TooLong,

    /// <summary>It has a character that cannot be seen or that turns the direction of the text.</summary>
    InvisibleCharacter,

    /// <summary>It is not in Unicode's composed form (NFC).</summary>
    NotNormalized,

    /// <summary>Somebody in the dialogue already has it.</summary>
    Taken,
}
