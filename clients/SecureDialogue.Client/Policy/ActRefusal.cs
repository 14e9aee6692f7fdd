namespace SecureDialogue.Client.Policy;

/// <summary>Why an act is refused.</summary>
public enum ActRefusal
{
    /// <summary>It is allowed.</summary>
    None,

    /// <summary>Organizers read no channels for that role alone.</summary>
    OrganizersReadNoChannels,

    /// <summary>This role is not in channels of this kind.</summary>
    RoleNotInThisKind,

    /// <summary>It takes a facilitator.</summary>
    NeedsFacilitator,

    /// <summary>This person listens only.</summary>
    ListensOnly,

    /// <summary>This version knows no channels of this kind.</summary>
    KindNotSupported,

    /// <summary>This act has its place in channels of another kind.</summary>
    NotInThisKind,

    /// <summary>It takes a participant: it is said for a side.</summary>
    NeedsParticipant,
}
