using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>One device's signature under an object that several sign.</summary>
/// <param name="Signer">Who signed.</param>
/// <param name="Signature">64 bytes.</param>
public sealed record KeySignature(DeviceKey Signer, Opaque Signature) : IDialogueObject<KeySignature>
{
    /// <inheritdoc />
    public static int MaxBytes => 256;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static KeySignature Read(ObjectReader fields) =>
        new(fields.Device(1), fields.Bytes(2, Sodium.Ed25519.SignatureBytes)) { Unknown = fields.Finish() };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Signer.Value);
        fields.Bytes(2, Signature);
    }
}
