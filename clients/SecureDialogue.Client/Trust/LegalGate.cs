using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>What counsel said of one person. Nothing looks anything up by network: people read the lists.</summary>
/// <param name="Answer">Counsel's answer.</param>
/// <param name="ListVersion">Which list was read, up to 64 characters; may be empty.</param>
/// <param name="Conditions">What counsel asks for, up to 1000 characters; empty unless the answer is with conditions.</param>
/// <param name="NextReview">When it is asked again.</param>
public sealed record LegalGate(
    CounselAnswer Answer,
    string ListVersion,
    string Conditions,
    UnixHour NextReview) : IDialogueObject<LegalGate>
{
    /// <inheritdoc />
    public static int MaxBytes => 5120;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static LegalGate Read(ObjectReader fields) =>
        new(
            fields.Choice<CounselAnswer>(1),
            fields.Text(2, 0, 64),
            fields.Text(3, 0, 1000),
            fields.Hour(4))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Number(1, (ulong)Answer);
        fields.Text(2, ListVersion);
        fields.Text(3, Conditions);
        fields.Number(4, NextReview.Value);
    }
}
