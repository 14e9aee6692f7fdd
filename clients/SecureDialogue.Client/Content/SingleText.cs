using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Content;

/// <summary>
/// A version of the one draft that facilitators hold for both sides (single negotiating text). It binds no one. Its hash is its
/// <c>Id</c>, SHA-256 of this encoding, so that everybody reads out the same; each version names the one before.
/// </summary>
/// <param name="Number">1 and up.</param>
/// <param name="Previous">The hash of the version before; null for the first.</param>
/// <param name="Title">1 to 128 characters.</param>
/// <param name="Clauses">1 to 40, numbered from 1.</param>
public sealed record SingleText(
    int Number,
    ObjectHash? Previous,
    string Title,
    IReadOnlyList<Clause> Clauses) : ContentBody, IDialogueObject<SingleText>
{
    /// <summary>The most clauses.</summary>
    public const int MaxClauses = 40;

    /// <summary>The most versions.</summary>
    public const int MaxNumber = 9999;

    /// <inheritdoc />
    public override ContentKind Kind => ContentKind.SingleText;

    /// <inheritdoc />
    public static int MaxBytes => 60 * 1024;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static SingleText Read(ObjectReader fields)
    {
        var number = (int)fields.Number(1, 1, MaxNumber);
        TrustFields.Require(fields.Has(2) == number > 1, "version 1 has no predecessor and every later one has");
        return new(
            number,
            fields.OptionalHash(2),
            fields.Text(3, 1, 128),
            fields.Objects<Clause>(4, 1, MaxClauses))
        {
            Unknown = fields.Finish(),
        };
    }

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Number(1, (ulong)Number);
        fields.Bytes(2, Previous?.Value);
        fields.Text(3, Title);
        fields.Objects(4, Clauses);
    }

    internal override byte[] EncodeBody() => this.Encode();
}
