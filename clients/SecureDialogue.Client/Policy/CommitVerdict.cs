namespace SecureDialogue.Client.Policy;

/// <summary>What every device says to a commit: the same answer everywhere, from the commit and the channel's log before it.</summary>
public enum CommitVerdict
{
    /// <summary>It is valid.</summary>
    Accepted,

    /// <summary>It holds something besides inline Adds and Removes.</summary>
    OtherProposals,

    /// <summary>Its committer is not in the roster.</summary>
    UnknownCommitter,

    /// <summary>Its committer is expired, ordered out or revoked.</summary>
    CommitterCutOff,

    /// <summary>Its hour lies before the last commit's.</summary>
    HourGoesBack,

    /// <summary>It removes a leaf that is not there, or one twice.</summary>
    RemovesNobody,

    /// <summary>It removes its committer.</summary>
    RemovesCommitter,

    /// <summary>A removal has no reason: no swap, not due, no leave note, no order.</summary>
    RemovalWithoutReason,

    /// <summary>More than 64 Adds, or more than 128 members.</summary>
    TooMany,

    /// <summary>An added admission is not accepted at the commit's hour.</summary>
    AdmissionRefused,

    /// <summary>An added admission was ordered out or revoked.</summary>
    AdmissionCutOff,

    /// <summary>An added person's roles are not in channels of this kind.</summary>
    RoleNotInThisKind,

    /// <summary>An added person's admission is limited to other channels.</summary>
    AnotherChannel,

    /// <summary>An added person is not of the caucus's party.</summary>
    AnotherParty,

    /// <summary>Two leaves would share a device key.</summary>
    DeviceTwice,

    /// <summary>The committer has no right to add.</summary>
    NoRightToAdd,

    /// <summary>The device was swapped on the same day already.</summary>
    SwappedToday,
}
