using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>Tells whoever made a link that the digits differed on the applicant's side.</summary>
/// <param name="Request">The applicant's own request, which may not be the one that arrived.</param>
/// <param name="Secret">The link's secret, 32 bytes: nobody else is believed, and the request that did arrive is found by it.</param>
public sealed record DigitsDiffer(
    ObjectHash Request,
    SecretBytes Secret) : IDialogueObject<DigitsDiffer>
{
    /// <inheritdoc />
    public static int MaxBytes => 256;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static DigitsDiffer Read(ObjectReader fields) =>
        new(
            fields.Hash(1),
            fields.Secret(2, 32))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Request.Value);
        fields.Bytes(2, Secret.Span);
    }
}
