using SecureDialogue.Client.Trust;
using SecureDialogue.Sodium;

namespace SecureDialogue.Client.Cbor;

/// <summary>Signs and decodes signed objects. What is signed is <c>label || 0x00 || body</c>.</summary>
public static class SignedCodec
{
    /// <summary>Signs a body with one key.</summary>
    /// <typeparam name="T">The body's type.</typeparam>
    /// <param name="body">What to sign.</param>
    /// <param name="seed">The signer's 32-byte seed.</param>
    public static Signed<T> Sign<T>(this T body, ReadOnlySpan<byte> seed)
        where T : ISignedObject<T> => new(body, new Opaque(Ed25519.Sign(seed, SignedBytes(body))));

    /// <summary>Signs a body that several sign, as the first.</summary>
    /// <typeparam name="T">The body's type.</typeparam>
    /// <param name="body">What to sign.</param>
    /// <param name="seed">The signer's 32-byte seed.</param>
    public static CoSigned<T> CoSign<T>(this T body, ReadOnlySpan<byte> seed)
        where T : ISignedObject<T> => new CoSigned<T>(body, []).CoSign(seed);

    /// <summary>Reads a body and its one signature, which is not checked yet.</summary>
    /// <typeparam name="T">The body's type.</typeparam>
    /// <param name="bytes">One canonical map.</param>
    /// <exception cref="MalformedObjectException">The bytes are not such an object.</exception>
    public static Signed<T> DecodeSigned<T>(ReadOnlySpan<byte> bytes)
        where T : ISignedObject<T>
    {
        var fields = Open<T>(bytes);
        var signature = fields.Bytes(ObjectLimits.SignatureKey, Ed25519.SignatureBytes);
        return new Signed<T>(T.Read(fields), signature);
    }

    /// <summary>Reads a body and its signatures, which are not checked yet.</summary>
    /// <typeparam name="T">The body's type.</typeparam>
    /// <param name="bytes">One canonical map.</param>
    /// <exception cref="MalformedObjectException">The bytes are not such an object, or a signer stands twice or out of order.</exception>
    public static CoSigned<T> DecodeCoSigned<T>(ReadOnlySpan<byte> bytes)
        where T : ISignedObject<T>
    {
        var fields = Open<T>(bytes);
        var signatures = fields.Objects<KeySignature>(ObjectLimits.SignatureKey, 1, CoSigned<T>.MaxSignatures);
        TrustFields.Require(
            TrustFields.Ascend(signatures, (a, b) => a.Signer.Value.CompareTo(b.Signer.Value)),
            "signatures ascend by signer and name each one once");
        return new CoSigned<T>(T.Read(fields), signatures);
    }

    internal static byte[] SignedBytes<T>(T body)
        where T : ISignedObject<T> => SigningLabels.Frame(T.Label, body.Encode());

    private static ObjectReader Open<T>(ReadOnlySpan<byte> bytes)
        where T : ISignedObject<T>
    {
        ReadOnlyMemory<byte> copy = bytes.ToArray();
        StrictCbor.Check(copy, T.MaxBytes);
        return ObjectReader.Of(copy);
    }
}
