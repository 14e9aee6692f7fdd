using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Content;

/// <summary>The sender leaves this channel: any member may commit the removal.</summary>
/// <param name="Admission">The sender's own admission.</param>
public sealed record LeaveContent(
    ObjectHash Admission) : ContentBody, IDialogueObject<LeaveContent>
{
    /// <inheritdoc />
    public override ContentKind Kind => ContentKind.Leave;

    /// <inheritdoc />
    public static int MaxBytes => 128;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static LeaveContent Read(ObjectReader fields) =>
        new(
            fields.Hash(1))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Admission.Value);
    }

    internal override byte[] EncodeBody() => this.Encode();
}
