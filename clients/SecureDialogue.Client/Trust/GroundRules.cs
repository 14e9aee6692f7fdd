using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>The ground rules in one language.</summary>
/// <param name="Language">A BCP 47 tag.</param>
/// <param name="Text">At most 16384 characters.</param>
public sealed record GroundRules(
    string Language,
    string Text) : IDialogueObject<GroundRules>
{
    /// <inheritdoc />
    public static int MaxBytes => 20000;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static GroundRules Read(ObjectReader fields) =>
        new(fields.Text(1, 2, 35), fields.Text(2, 1, 16384)) { Unknown = fields.Finish() };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Text(1, Language);
        fields.Text(2, Text);
    }
}
