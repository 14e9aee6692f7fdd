using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>One device's signatures under a paper.</summary>
/// <param name="Paper">The paper's id.</param>
/// <param name="Signatures">One for each object, in their order, all by the letter's sender.</param>
public sealed record Countersignature(
    ObjectHash Paper,
    IReadOnlyList<KeySignature> Signatures) : IDialogueObject<Countersignature>
{
    /// <inheritdoc />
    public static int MaxBytes => 4096;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static Countersignature Read(ObjectReader fields) =>
        new(
            fields.Hash(1),
            fields.Objects<KeySignature>(2, 1, Proposal.MaxObjects))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Paper.Value);
        fields.Objects(2, Signatures);
    }
}
