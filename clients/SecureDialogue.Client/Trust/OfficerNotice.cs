using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>Tells the other officers of an admission and where the new device's mailbox is.</summary>
/// <param name="Admission">The admission, perhaps not fully signed yet.</param>
/// <param name="Card">The device's mailbox.</param>
/// <param name="Name">The name the person chose.</param>
public sealed record OfficerNotice(
    CoSigned<Admission> Admission,
    MailboxCard Card,
    string Name) : IDialogueObject<OfficerNotice>
{
    /// <inheritdoc />
    public static int MaxBytes => 4096;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static OfficerNotice Read(ObjectReader fields) =>
        new(
            fields.SignedAdmission(1),
            fields.Object<MailboxCard>(2),
            fields.Name(3))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Admission.Encode());
        fields.Object(2, Card);
        fields.Text(3, Name);
    }
}
