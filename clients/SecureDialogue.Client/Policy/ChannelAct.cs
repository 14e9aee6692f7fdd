namespace SecureDialogue.Client.Policy;

/// <summary>What somebody may or may not do in a channel.</summary>
public enum ChannelAct
{
    /// <summary>Be in it and read.</summary>
    Join = 1,

    /// <summary>Create it.</summary>
    Create = 2,

    /// <summary>Commit the Add of somebody who was not in it.</summary>
    AddMember = 3,

    /// <summary>Commit a Remove that has its reason in the log.</summary>
    RemoveMember = 4,

    /// <summary>Commit a device's swap for a fresh leaf of its own.</summary>
    SwapLeaf = 5,

    /// <summary>Commit nothing but fresh keys.</summary>
    RenewKeys = 6,

    /// <summary>Post words.</summary>
    PostText = 7,

    /// <summary>Post the own name and card.</summary>
    PostProfile = 8,

    /// <summary>Post a channel policy.</summary>
    PostPolicy = 9,

    /// <summary>Post the Charter's versions.</summary>
    PostCharter = 10,

    /// <summary>Post a removal order that bears its signatures.</summary>
    PostRemovalOrder = 11,

    /// <summary>Post a revocation that bears its signatures.</summary>
    PostRevocation = 12,

    /// <summary>Post how far one has read.</summary>
    PostSeen = 13,

    /// <summary>Post that one leaves.</summary>
    Leave = 14,

    /// <summary>Void a commit that every device refuses.</summary>
    Supersede = 15,

    /// <summary>Post that somebody was admitted to the dialogue.</summary>
    PostAdmissionNotice = 16,

    /// <summary>Put a version of the single text.</summary>
    PostSingleText = 17,

    /// <summary>Say or hand over other words for a clause.</summary>
    PostBracket = 18,

    /// <summary>Let all sides read a bracket.</summary>
    ReleaseBracket = 19,

    /// <summary>Mark own words as cleared.</summary>
    ClearWords = 20,
}
