namespace SecureDialogue.Client.Trust;

/// <summary>What a person does in the dialogue; an admission may name several.</summary>
[Flags]
public enum Roles
{
    /// <summary>None; in a requirement: any.</summary>
    None = 0,

    /// <summary>Invited in personal capacity; speaks.</summary>
    Participant = 1,

    /// <summary>Guides the process.</summary>
    Facilitator = 2,

    /// <summary>Invites and vets; reads no channel for that reason alone.</summary>
    Organizer = 4,

    /// <summary>Renders what is said.</summary>
    Interpreter = 8,

    /// <summary>Writes non-attributed notes.</summary>
    Rapporteur = 16,

    /// <summary>Listens by consent, without a voice.</summary>
    Observer = 32,

    /// <summary>An outside expert who answers questions.</summary>
    ResourcePerson = 64,

    /// <summary>Every role there is.</summary>
    All = 127,
}
