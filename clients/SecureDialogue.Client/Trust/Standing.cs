namespace SecureDialogue.Client.Trust;

/// <summary>In what capacity somebody comes; always as a person, never for a government.</summary>
public enum Standing
{
    /// <summary>Holds no office.</summary>
    NonOfficial = 1,

    /// <summary>Held one.</summary>
    FormerOfficial = 2,

    /// <summary>Holds one and comes in personal capacity.</summary>
    OfficialInPersonalCapacity = 3,
}
