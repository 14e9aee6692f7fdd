using SecureDialogue.Client.Trust;
using SecureDialogue.Sodium;

namespace SecureDialogue.Client.Cbor;

/// <summary>An object that several devices sign; decode with <see cref="SignedCodec.DecodeCoSigned{T}"/>.</summary>
/// <typeparam name="T">The body's type.</typeparam>
/// <param name="Body">What is signed.</param>
/// <param name="Signatures">Ascending by signer, each signer once, at most 16.</param>
public sealed record CoSigned<T>(T Body, IReadOnlyList<KeySignature> Signatures)
    where T : ISignedObject<T>
{
    /// <summary>The most signatures an object carries.</summary>
    public const int MaxSignatures = 16;

    /// <summary>The object's id, which does not depend on the signatures.</summary>
    public ObjectHash Id => Body.Id;

    /// <summary>Whether every signature is its signer's; true of none at all.</summary>
    public bool AllSignaturesHold()
    {
        var bytes = SignedCodec.SignedBytes(Body);
        return Signatures.All(signature => Ed25519.Verify(signature.Signer.Value.Span, bytes, signature.Signature.Span));
    }

    /// <summary>The same object with one more signature, or with this signer's replaced.</summary>
    /// <param name="seed">The signer's 32-byte seed.</param>
    public CoSigned<T> CoSign(ReadOnlySpan<byte> seed)
    {
        var signer = new DeviceKey(new Opaque(Ed25519.PublicKey(seed)));
        var added = new KeySignature(signer, new Opaque(Ed25519.Sign(seed, SignedCodec.SignedBytes(Body))));
        var others = Signatures.Where(signature => signature.Signer != signer);
        return this with { Signatures = [.. others.Append(added).OrderBy(signature => signature.Signer.Value)] };
    }

    /// <summary>Body and signatures in one map.</summary>
    public byte[] Encode() => ObjectWriter.Encode(Body, fields => fields.Objects(ObjectLimits.SignatureKey, Signatures));
}
