using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Content;

/// <summary>A revocation, read by all.</summary>
/// <param name="Revocation">Signed as the device rule asks.</param>
public sealed record RevocationContent(
    CoSigned<Revocation> Revocation) : ContentBody, IDialogueObject<RevocationContent>
{
    /// <inheritdoc />
    public override ContentKind Kind => ContentKind.Revocation;

    /// <inheritdoc />
    public static int MaxBytes => 12 * 1024;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static RevocationContent Read(ObjectReader fields) =>
        new(
            SignedCodec.DecodeCoSigned<Revocation>(fields.Bytes(1, 1, MaxBytes).Span))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Revocation.Encode());
    }

    internal override byte[] EncodeBody() => this.Encode();
}
