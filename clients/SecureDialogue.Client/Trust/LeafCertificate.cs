using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>Ties a fresh MLS leaf key to an admission; signed by the admission's device.</summary>
/// <param name="LeafKey">The leaf's signature public key, 32 to 133 bytes by suite.</param>
/// <param name="Admission">The admission's hash.</param>
public sealed record LeafCertificate(
    Opaque LeafKey,
    ObjectHash Admission) : ISignedObject<LeafCertificate>
{
    /// <inheritdoc />
    public static int MaxBytes => 256;

    /// <inheritdoc />
    public static string Label => SigningLabels.LeafCertificate;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static LeafCertificate Read(ObjectReader fields) =>
        new(fields.Bytes(1, 32, 133), fields.Hash(2)) { Unknown = fields.Finish() };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, LeafKey);
        fields.Bytes(2, Admission.Value);
    }
}
