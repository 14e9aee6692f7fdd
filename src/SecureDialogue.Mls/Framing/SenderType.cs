namespace SecureDialogue.Mls.Framing;

/// <summary>In what role a message is sent (RFC 9420 §6).</summary>
public enum SenderType : byte
{
    /// <summary>Reserved.</summary>
    None = 0,

    /// <summary>A member.</summary>
    Member = 1,

    /// <summary>One of the group's external senders.</summary>
    External = 2,

    /// <summary>Someone who proposes to be added.</summary>
    NewMemberProposal = 3,

    /// <summary>Someone who joins by an external commit.</summary>
    NewMemberCommit = 4,
}
