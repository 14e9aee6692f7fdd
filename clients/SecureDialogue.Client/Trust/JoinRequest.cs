using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>Asks to be admitted; signed by the device that asks.</summary>
/// <param name="Dialogue">The dialogue.</param>
/// <param name="Invitation">The id of the invitation or device link.</param>
/// <param name="Device">The device that asks.</param>
/// <param name="Card">Its mailbox; null when the link's pass was already spent, which puts both applicants in doubt.</param>
/// <param name="Secret">The link's one-time secret.</param>
/// <param name="Name">The name the person chose.</param>
/// <param name="Hour">When.</param>
public sealed record JoinRequest(
    DialogueId Dialogue,
    ObjectHash Invitation,
    DeviceKey Device,
    MailboxCard? Card,
    SecretBytes Secret,
    string Name,
    UnixHour Hour) : ISignedObject<JoinRequest>
{
    /// <inheritdoc />
    public static int MaxBytes => 2048;

    /// <inheritdoc />
    public static string Label => SigningLabels.JoinRequest;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static JoinRequest Read(ObjectReader fields) =>
        new(
            fields.Dialogue(1),
            fields.Hash(2),
            fields.Device(3),
            fields.Has(4) ? fields.Object<MailboxCard>(4) : null,
            fields.Secret(5, 32),
            fields.Name(6),
            fields.Hour(7))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Dialogue.Value);
        fields.Bytes(2, Invitation.Value);
        fields.Bytes(3, Device.Value);
        if (Card is not null)
        {
            fields.Object(4, Card);
        }

        fields.Bytes(5, Secret.Span);
        fields.Text(6, Name);
        fields.Number(7, Hour.Value);
    }
}
