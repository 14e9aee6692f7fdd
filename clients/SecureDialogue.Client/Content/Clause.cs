using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Content;

/// <summary>One clause of a single text.</summary>
/// <param name="Words">1 to 2,000 characters.</param>
public sealed record Clause(string Words) : IDialogueObject<Clause>
{
    /// <summary>The longest clause, and the longest words in a bracket.</summary>
    public const int MaxCharacters = 2000;

    /// <inheritdoc />
    public static int MaxBytes => 6144;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static Clause Read(ObjectReader fields) => new(fields.Text(1, 1, MaxCharacters)) { Unknown = fields.Finish() };

    /// <inheritdoc />
    public void Write(ObjectWriter fields) => fields.Text(1, Words);
}
