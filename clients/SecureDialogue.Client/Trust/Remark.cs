using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>Something said about a paper before it is signed or takes effect.</summary>
/// <param name="Paper">The paper's id.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Up to 1000 characters.</param>
/// <param name="Hour">When.</param>
public sealed record Remark(
    ObjectHash Paper,
    RemarkKind Kind,
    string Text,
    UnixHour Hour) : IDialogueObject<Remark>
{
    /// <inheritdoc />
    public static int MaxBytes => 4608;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static Remark Read(ObjectReader fields) =>
        new(
            fields.Hash(1),
            fields.Choice<RemarkKind>(2),
            fields.Text(3, 0, 1000),
            fields.Hour(4))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Paper.Value);
        fields.Number(2, (ulong)Kind);
        fields.Text(3, Text);
        fields.Number(4, Hour.Value);
    }
}
