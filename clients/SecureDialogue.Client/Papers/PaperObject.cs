using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Trust;
using SecureDialogue.Sodium;

namespace SecureDialogue.Client.Papers;

/// <summary>One co-signed object of a paper, whatever its type. A closed union with one case: <see cref="PaperObject{T}"/>.</summary>
internal abstract class PaperObject
{
    private protected PaperObject()
    {
    }

    /// <summary>The object's id, which does not depend on signatures.</summary>
    internal abstract ObjectHash Id { get; }

    /// <summary>The signatures gathered so far, ascending by signer.</summary>
    internal abstract IReadOnlyList<KeySignature> Signatures { get; }

    /// <summary>An object of a known type.</summary>
    internal static PaperObject Of<T>(CoSigned<T> signed)
        where T : ISignedObject<T> => new PaperObject<T>(signed);

    /// <summary>Reads the object that stands at a place of a paper of some kind.</summary>
    /// <exception cref="MalformedObjectException">It is of another type, or no object.</exception>
    internal static PaperObject Decode(PaperKind kind, int place, ReadOnlySpan<byte> bytes) => (kind, place) switch
    {
        (PaperKind.Charter, 0) => Of(SignedCodec.DecodeCoSigned<Charter>(bytes)),
        (PaperKind.Charter or PaperKind.Admission, _) => Of(SignedCodec.DecodeCoSigned<Admission>(bytes)),
        (PaperKind.RemovalOrder, _) => Of(SignedCodec.DecodeCoSigned<RemovalOrder>(bytes)),
        (PaperKind.Revocation, _) => Of(SignedCodec.DecodeCoSigned<Revocation>(bytes)),
        _ => throw new MalformedObjectException("a paper of no known kind"),
    };

    /// <summary>The object with its signatures.</summary>
    internal abstract byte[] Encode();

    /// <summary>Whether a signature is its signer's, under this object.</summary>
    internal bool Holds(KeySignature signature) =>
        Ed25519.Verify(signature.Signer.Value.Span, SignedBytes(), signature.Signature.Span);

    /// <summary>This device's signature under the object.</summary>
    internal KeySignature SignBy(ReadOnlySpan<byte> seed) =>
        new(new DeviceKey(new Opaque(Ed25519.PublicKey(seed))), new Opaque(Ed25519.Sign(seed, SignedBytes())));

    /// <summary>The same object with these signatures, too; a signer who stands there already stays as they are.</summary>
    internal PaperObject Add(IEnumerable<KeySignature> signatures) => With(
        [.. Signatures.Concat(signatures).DistinctBy(one => one.Signer).OrderBy(one => one.Signer.Value).Take(CoSigned<Charter>.MaxSignatures)]);

    /// <summary>The same object with these signatures only.</summary>
    internal abstract PaperObject With(IReadOnlyList<KeySignature> signatures);

    private protected abstract byte[] SignedBytes();
}

/// <summary>One co-signed object of a paper.</summary>
/// <typeparam name="T">The body's type.</typeparam>
internal sealed class PaperObject<T>(CoSigned<T> signed) : PaperObject
    where T : ISignedObject<T>
{
    /// <summary>Body and signatures.</summary>
    internal CoSigned<T> Signed { get; } = signed;

    /// <inheritdoc />
    internal override ObjectHash Id { get; } = signed.Id;

    /// <inheritdoc />
    internal override IReadOnlyList<KeySignature> Signatures => Signed.Signatures;

    /// <inheritdoc />
    internal override byte[] Encode() => Signed.Encode();

    /// <inheritdoc />
    internal override PaperObject With(IReadOnlyList<KeySignature> signatures) => new PaperObject<T>(Signed with { Signatures = signatures });

    private protected override byte[] SignedBytes() => SignedCodec.SignedBytes(Signed.Body);
}
