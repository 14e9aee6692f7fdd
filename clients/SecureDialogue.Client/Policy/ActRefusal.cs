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
}
