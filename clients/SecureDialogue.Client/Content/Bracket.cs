using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Content;

/// <summary>Other words for a clause, not agreed: said in a side's caucus, and handed to the team on a private line.</summary>
/// <param name="Text">The hash of the version it is about.</param>
/// <param name="Clause">The clause's number.</param>
/// <param name="Words">1 to 2,000 characters.</param>
public sealed record Bracket(
    ObjectHash Text,
    int Clause,
    string Words) : ContentBody, IDialogueObject<Bracket>
{
    /// <inheritdoc />
    public override ContentKind Kind => ContentKind.Bracket;

    /// <inheritdoc />
    public static int MaxBytes => 6400;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static Bracket Read(ObjectReader fields) =>
        new(
            fields.Hash(1),
            (int)fields.Number(2, 1, SingleText.MaxClauses),
            fields.Text(3, 1, Content.Clause.MaxCharacters))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Text.Value);
        fields.Number(2, (ulong)Clause);
        fields.Text(3, Words);
    }

    internal override byte[] EncodeBody() => this.Encode();
}
