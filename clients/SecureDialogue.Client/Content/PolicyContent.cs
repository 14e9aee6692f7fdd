using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Content;

/// <summary>A channel policy and the admission of the facilitator who signed it.</summary>
/// <param name="Policy">Signed by a facilitator's device.</param>
/// <param name="SignerAdmission">That device's admission.</param>
public sealed record PolicyContent(
    Signed<ChannelPolicy> Policy,
    CoSigned<Admission> SignerAdmission) : ContentBody, IDialogueObject<PolicyContent>
{
    /// <inheritdoc />
    public override ContentKind Kind => ContentKind.Policy;

    /// <inheritdoc />
    public static int MaxBytes => 12288;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static PolicyContent Read(ObjectReader fields) =>
        new(
            SignedCodec.DecodeSigned<ChannelPolicy>(fields.Bytes(1, 1, MaxBytes).Span),
            fields.SignedAdmission(2))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Policy.Encode());
        fields.Bytes(2, SignerAdmission.Encode());
    }

    internal override byte[] EncodeBody() => this.Encode();
}
