using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Content;

/// <summary>A bracket that a facilitator lets all sides read. It names the side; nothing in it leads to a person, a caucus or the message it came from.</summary>
/// <param name="Text">The hash of the version it is about.</param>
/// <param name="Clause">The clause's number.</param>
/// <param name="Words">1 to 2,000 characters.</param>
/// <param name="Side">Whose bracket it is.</param>
public sealed record BracketRelease(
    ObjectHash Text,
    int Clause,
    string Words,
    PartyCode Side) : ContentBody, IDialogueObject<BracketRelease>
{
    /// <inheritdoc />
    public override ContentKind Kind => ContentKind.BracketRelease;

    /// <inheritdoc />
    public static int MaxBytes => 6400;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static BracketRelease Read(ObjectReader fields) =>
        new(
            fields.Hash(1),
            (int)fields.Number(2, 1, SingleText.MaxClauses),
            fields.Text(3, 1, Content.Clause.MaxCharacters),
            fields.Party(4))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Text.Value);
        fields.Number(2, (ulong)Clause);
        fields.Text(3, Words);
        fields.Party(4, Side);
    }

    internal override byte[] EncodeBody() => this.Encode();
}
