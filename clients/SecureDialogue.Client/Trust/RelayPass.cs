using SecureDialogue.Client.Cbor;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Trust;

/// <summary>A pass that the relay takes once for one new row, and what that row is closed by.</summary>
/// <param name="Kind">For a mailbox or for a channel.</param>
/// <param name="Pass">32 bytes.</param>
/// <param name="CloseMark">32 bytes for the new row.</param>
public sealed record RelayPass(
    PassKind Kind,
    SecretBytes Pass,
    Opaque CloseMark) : IDialogueObject<RelayPass>
{
    /// <inheritdoc />
    public static int MaxBytes => 128;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static RelayPass Read(ObjectReader fields) =>
        new(
            fields.Choice<PassKind>(1),
            fields.Secret(2, 32),
            fields.Bytes(3, 32))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Number(1, (ulong)Kind);
        fields.Bytes(2, Pass.Span);
        fields.Bytes(3, CloseMark);
    }
}
