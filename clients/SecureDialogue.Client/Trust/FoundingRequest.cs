using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>A founder's key and mailbox for version 1 of the Charter; signed by the founder's device.</summary>
/// <param name="Link">The id of the founding link.</param>
/// <param name="Device">The founder's device.</param>
/// <param name="Card">Its mailbox; null when the link's pass was already spent, which puts both in doubt.</param>
/// <param name="Secret">The link's one-time secret.</param>
/// <param name="Name">The name the founder chose.</param>
/// <param name="Hour">When.</param>
public sealed record FoundingRequest(
    ObjectHash Link,
    DeviceKey Device,
    MailboxCard? Card,
    SecretBytes Secret,
    string Name,
    UnixHour Hour) : ISignedObject<FoundingRequest>
{
    /// <inheritdoc />
    public static int MaxBytes => 2048;

    /// <inheritdoc />
    public static string Label => SigningLabels.FoundingRequest;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static FoundingRequest Read(ObjectReader fields) =>
        new(
            fields.Hash(1),
            fields.Device(2),
            fields.Has(3) ? fields.Object<MailboxCard>(3) : null,
            fields.Secret(4, 32),
            fields.Name(5),
            fields.Hour(6))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Link.Value);
        fields.Bytes(2, Device.Value);
        if (Card is not null)
        {
            fields.Object(3, Card);
        }

        fields.Bytes(4, Secret.Span);
        fields.Text(5, Name);
        fields.Number(6, Hour.Value);
    }
}
