namespace SecureDialogue.Client.Trust;

/// <summary>Whose signers a requirement counts.</summary>
public enum SignerScope
{
    /// <summary>Anybody's.</summary>
    Anybody = 1,

    /// <summary>Officers without a party.</summary>
    Neutral = 2,

    /// <summary>The count is asked of every party of the Charter.</summary>
    EachParty = 3,

    /// <summary>One named party.</summary>
    NamedParty = 4,

    /// <summary>The party of the person in question; for a neutral person, neutral officers.</summary>
    OwnParty = 5,

    /// <summary>Another device of the person in question.</summary>
    SamePerson = 6,
}
