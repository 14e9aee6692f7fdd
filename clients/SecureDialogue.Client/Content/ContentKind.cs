namespace SecureDialogue.Client.Content;

/// <summary>What a message's body is. A reserved or unknown number is read as <see cref="UnknownContent"/>.</summary>
public enum ContentKind
{
    /// <summary>Words: <see cref="TextContent"/>.</summary>
    Text = 1,

    /// <summary>A member's name and card: <see cref="ProfileContent"/>. Lasting.</summary>
    Profile = 2,

    /// <summary>A channel policy: <see cref="PolicyContent"/>. Lasting.</summary>
    Policy = 3,

    /// <summary>The Charter's versions: <see cref="CharterContent"/>. Lasting.</summary>
    Charter = 4,

    /// <summary>An order to remove: <see cref="RemovalOrderContent"/>. Lasting.</summary>
    RemovalOrder = 5,

    /// <summary>A revocation: <see cref="RevocationContent"/>. Lasting.</summary>
    Revocation = 6,

    /// <summary>The daily note of the silent: <see cref="SeenContent"/>.</summary>
    Seen = 7,

    /// <summary>The sender leaves: <see cref="LeaveContent"/>. Lasting.</summary>
    Leave = 8,

    /// <summary>Reserved: an answer to a message.</summary>
    Reply = 9,

    /// <summary>Reserved: new words for an own message.</summary>
    Edit = 10,

    /// <summary>Reserved: an own message taken back.</summary>
    Retract = 11,

    /// <summary>Reserved: a reaction.</summary>
    Reaction = 12,

    /// <summary>Reserved: a receipt.</summary>
    Receipt = 13,

    /// <summary>Reserved: an attachment.</summary>
    Attachment = 14,

    /// <summary>Reserved: a moderation act. Lasting.</summary>
    ModerationAct = 15,

    /// <summary>Reserved: a request for the floor.</summary>
    FloorRequest = 16,

    /// <summary>Reserved: a poll.</summary>
    Poll = 17,

    /// <summary>Reserved: a carry card.</summary>
    CarryCard = 18,

    /// <summary>Reserved: a sealed reveal.</summary>
    SealedReveal = 19,

    /// <summary>Somebody was admitted: <see cref="Content.AdmissionNotice"/>. Lasting.</summary>
    AdmissionNotice = 20,

    /// <summary>A version of the text that both sides work on: <see cref="Content.SingleText"/>. Lasting.</summary>
    SingleText = 21,

    /// <summary>Other words for a clause: <see cref="Content.Bracket"/>.</summary>
    Bracket = 22,

    /// <summary>A bracket that all sides may read: <see cref="Content.BracketRelease"/>. Lasting.</summary>
    BracketRelease = 23,

    /// <summary>Own words may be quoted: <see cref="Content.Clearance"/>.</summary>
    Clearance = 24,
}
