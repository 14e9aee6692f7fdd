using SecureDialogue.Client.Trust;
using SecureDialogue.Sodium;

namespace SecureDialogue.Client.Cbor;

/// <summary>An object and the one signature under it; decode with <see cref="SignedCodec.DecodeSigned{T}"/>, make with <see cref="SignedCodec.Sign{T}"/>.</summary>
/// <typeparam name="T">The body's type.</typeparam>
/// <param name="Body">What is signed.</param>
/// <param name="Signature">64 bytes.</param>
public sealed record Signed<T>(T Body, Opaque Signature)
    where T : ISignedObject<T>
{
    /// <summary>The object's id, which does not depend on the signature.</summary>
    public ObjectHash Id => Body.Id;

    /// <summary>Whether the signature is this key's.</summary>
    /// <param name="key">The key that should have signed.</param>
    public bool IsBy(DeviceKey key) => Ed25519.Verify(key.Value.Span, SignedCodec.SignedBytes(Body), Signature.Span);

    /// <summary>Body and signature in one map.</summary>
    public byte[] Encode() => ObjectWriter.Encode(Body, fields => fields.Bytes(ObjectLimits.SignatureKey, Signature));
}
