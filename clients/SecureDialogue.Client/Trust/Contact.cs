using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>A device whose mailbox the receiver of a paper may need.</summary>
/// <param name="Device">The device.</param>
/// <param name="Card">Its mailbox.</param>
/// <param name="Name">The name the person chose.</param>
public sealed record Contact(
    DeviceKey Device,
    MailboxCard Card,
    string Name) : IDialogueObject<Contact>
{
    /// <inheritdoc />
    public static int MaxBytes => 768;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static Contact Read(ObjectReader fields) =>
        new(
            fields.Device(1),
            fields.Object<MailboxCard>(2),
            fields.Name(3))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Device.Value);
        fields.Object(2, Card);
        fields.Text(3, Name);
    }
}
