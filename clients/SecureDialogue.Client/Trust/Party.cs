using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>A party to the dialogue, as the Charter names it.</summary>
/// <param name="Code">Its short name in objects.</param>
/// <param name="Title">The neutral name shown to people, 1 to 64 characters.</param>
public sealed record Party(
    PartyCode Code,
    string Title) : IDialogueObject<Party>
{
    /// <inheritdoc />
    public static int MaxBytes => 256;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static Party Read(ObjectReader fields) =>
        new(fields.Party(1), fields.Text(2, 1, 64)) { Unknown = fields.Finish() };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Text(1, Code.Value);
        fields.Text(2, Title);
    }
}
