namespace SecureDialogue.Mls.Framing;

/// <summary>In what role a message is sent (RFC 9420 §6).</summary>
internal enum SenderType : byte
{
    None = 0,
    Member = 1,
    External = 2,
    NewMemberProposal = 3,
    NewMemberCommit = 4,
}
