using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>What one device leaves in another's mailbox; signed by the sender's device with the mailbox named, so that nobody can send it on as their own or elsewhere.</summary>
/// <param name="Kind">What the body is.</param>
/// <param name="Mailbox">The mailbox it is for.</param>
/// <param name="Sender">The sender's device.</param>
/// <param name="SenderAdmission">The sender's admission, if there is one yet.</param>
/// <param name="Body">The encoded body.</param>
/// <param name="Hour">When.</param>
public sealed record Letter(
    LetterKind Kind,
    Opaque Mailbox,
    DeviceKey Sender,
    CoSigned<Admission>? SenderAdmission,
    Opaque Body,
    UnixHour Hour) : ISignedObject<Letter>
{
    /// <inheritdoc />
    public static int MaxBytes => SignedCharterChain.MaxBytes + 8192;

    /// <inheritdoc />
    public static string Label => SigningLabels.Letter;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static Letter Read(ObjectReader fields) =>
        new(
            fields.Choice<LetterKind>(1),
            fields.Bytes(2, 16, 64),
            fields.Device(3),
            fields.Has(4) ? fields.SignedAdmission(4) : null,
            fields.Bytes(5, 1, SignedCharterChain.MaxBytes + 4096),
            fields.Hour(6))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Number(1, (ulong)Kind);
        fields.Bytes(2, Mailbox);
        fields.Bytes(3, Sender.Value);
        if (SenderAdmission is not null)
        {
            fields.Bytes(4, SenderAdmission.Encode());
        }

        fields.Bytes(5, Body);
        fields.Number(6, Hour.Value);
    }
}
