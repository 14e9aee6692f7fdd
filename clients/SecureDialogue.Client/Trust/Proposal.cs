using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>Asks others to sign: the objects as the sender has them, with the signatures gathered so far. The id of a paper is that of its first object.</summary>
/// <param name="Kind">What the objects are.</param>
/// <param name="Objects">1 to 17 co-signed objects, encoded.</param>
/// <param name="Contacts">The devices the objects are about and the other signers, as far as the sender knows them; at most 32.</param>
/// <param name="Note">For the signers, up to 1000 characters; may be empty.</param>
/// <param name="Checklist">With an admission: what officers wrote down.</param>
/// <param name="Hour">When it was proposed.</param>
public sealed record Proposal(
    PaperKind Kind,
    IReadOnlyList<Opaque> Objects,
    IReadOnlyList<Contact> Contacts,
    string Note,
    VettingChecklist? Checklist,
    UnixHour Hour) : IDialogueObject<Proposal>
{
    /// <summary>The most objects of one paper: a Charter and the admissions of 16 officers.</summary>
    public const int MaxObjects = 17;

    /// <summary>The most contacts.</summary>
    public const int MaxContacts = 32;

    /// <inheritdoc />
    public static int MaxBytes => 192 * 1024;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static Proposal Read(ObjectReader fields) =>
        new(
            fields.Choice<PaperKind>(1),
            fields.ByteStrings(2, MaxObjects, 1, Charter.MaxBytes + 4096),
            fields.Objects<Contact>(3, 0, MaxContacts),
            fields.Text(4, 0, 1000),
            fields.Has(5) ? fields.Object<VettingChecklist>(5) : null,
            fields.Hour(6))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Number(1, (ulong)Kind);
        fields.ByteStrings(2, Objects);
        fields.Objects(3, Contacts);
        fields.Text(4, Note);
        if (Checklist is not null)
        {
            fields.Object(5, Checklist);
        }

        fields.Number(6, Hour.Value);
    }
}
