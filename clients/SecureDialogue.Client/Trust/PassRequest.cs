using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>Asks the device that mints for passes.</summary>
/// <param name="Mailboxes">How many passes for mailboxes, 0 to 16.</param>
/// <param name="Channels">How many passes for channels, 0 to 16.</param>
public sealed record PassRequest(
    int Mailboxes,
    int Channels) : IDialogueObject<PassRequest>
{
    /// <inheritdoc />
    public static int MaxBytes => 64;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static PassRequest Read(ObjectReader fields) =>
        new(
            (int)fields.Number(1, 0, 16),
            (int)fields.Number(2, 0, 16))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Number(1, (ulong)Mailboxes);
        fields.Number(2, (ulong)Channels);
    }
}
