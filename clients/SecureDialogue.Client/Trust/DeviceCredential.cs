using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>The identity in an MLS basic credential: an admission and the certificate that ties this leaf to it.</summary>
/// <param name="Admission">Who may enter.</param>
/// <param name="Certificate">For which leaf key.</param>
public sealed record DeviceCredential(
    CoSigned<Admission> Admission,
    Signed<LeafCertificate> Certificate) : IDialogueObject<DeviceCredential>
{
    /// <inheritdoc />
    public static int MaxBytes => 2048;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static DeviceCredential Read(ObjectReader fields) =>
        new(
            SignedCodec.DecodeCoSigned<Admission>(fields.Bytes(1, 1, MaxBytes).Span),
            SignedCodec.DecodeSigned<LeafCertificate>(fields.Bytes(2, 1, MaxBytes).Span))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Admission.Encode());
        fields.Bytes(2, Certificate.Encode());
    }

    /// <summary>The device.</summary>
    public DeviceKey Device => Admission.Body.Device;

    /// <summary>The person.</summary>
    public PersonTag Person => Admission.Body.Person;

    /// <summary>Makes the credential of a fresh leaf.</summary>
    /// <param name="admission">The device's admission.</param>
    /// <param name="leafKey">The leaf's signature public key.</param>
    /// <param name="deviceSeed">The device's 32-byte seed.</param>
    public static DeviceCredential Create(CoSigned<Admission> admission, ReadOnlySpan<byte> leafKey, ReadOnlySpan<byte> deviceSeed) =>
        new(admission, new LeafCertificate(new Opaque(leafKey), admission.Id).Sign(deviceSeed));

    /// <summary>Whether the certificate is the device's, for this admission and this leaf key.</summary>
    /// <param name="leafKey">The signature key of the leaf that carries the credential.</param>
    public bool CertifiesLeaf(ReadOnlySpan<byte> leafKey) =>
        Certificate.Body.LeafKey.Span.SequenceEqual(leafKey)
        && Certificate.Body.Admission == Admission.Id
        && Certificate.IsBy(Device);
}
