using System.Buffers.Binary;
using System.Text;
using SecureDialogue.Mls.Codec;

namespace SecureDialogue.Mls.Crypto;

/// <summary>The labelled operations of RFC 9420 §5.1.2, §5.1.3, §8 and §9.</summary>
internal static class Labels
{
    /// <summary>ExpandWithLabel(Secret, Label, Context, Length) = KDF.Expand(Secret, KDFLabel, Length).</summary>
    internal static Secret ExpandWithLabel(
        CipherSuite suite, Secret secret, string label, ReadOnlySpan<byte> context, int length)
    {
        using var info = new TlsWriter();
        info.WriteUInt16((ushort)length);
        WriteLabel(info, label);
        info.WriteOpaque(context);
        return suite.Crypto.Expand(suite, secret.Bytes, info.Written, length);
    }

    /// <summary>DeriveSecret(Secret, Label) = ExpandWithLabel(Secret, Label, "", KDF.Nh).</summary>
    internal static Secret DeriveSecret(CipherSuite suite, Secret secret, string label) =>
        ExpandWithLabel(suite, secret, label, [], suite.HashBytes);

    /// <summary>DeriveTreeSecret(Secret, Label, Generation, Length) = ExpandWithLabel(Secret, Label, Generation, Length).</summary>
    internal static Secret DeriveTreeSecret(CipherSuite suite, Secret secret, string label, uint generation, int length)
    {
        Span<byte> context = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(context, generation);
        return ExpandWithLabel(suite, secret, label, context, length);
    }

    /// <summary>SignWithLabel(SignatureKey, Label, Content) = Signature.Sign(SignatureKey, SignContent).</summary>
    internal static byte[] SignWithLabel(SignatureKeyPair key, string label, ReadOnlySpan<byte> content)
    {
        using var signed = LabeledContent(label, content);
        return key.Suite.Crypto.Sign(key.Suite, key.ExpandedKey.Bytes, signed.Written);
    }

    /// <summary>VerifyWithLabel(VerificationKey, Label, Content, SignatureValue).</summary>
    internal static bool VerifyWithLabel(
        CipherSuite suite, ReadOnlySpan<byte> publicKey, string label, ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature)
    {
        using var signed = LabeledContent(label, content);
        return suite.Crypto.Verify(suite, publicKey, signed.Written, signature);
    }

    /// <summary>EncryptWithLabel(PublicKey, Label, Context, Plaintext) = SealBase(PublicKey, EncryptContext, "", Plaintext).</summary>
    internal static HpkeCiphertext EncryptWithLabel(
        CipherSuite suite, ReadOnlySpan<byte> publicKey, string label, ReadOnlySpan<byte> context, ReadOnlySpan<byte> plaintext) =>
        Hpke.SealTo(suite, publicKey, EncryptContext(suite, label, context), [], plaintext);

    /// <summary>EncryptContext, for sealing several plaintexts with the same label and context.</summary>
    internal static HpkeInfo EncryptContext(CipherSuite suite, string label, ReadOnlySpan<byte> context)
    {
        using var info = LabeledContent(label, context);
        return new HpkeInfo(suite, info.Written);
    }

    /// <summary>DecryptWithLabel(PrivateKey, Label, Context, KEMOutput, Ciphertext).</summary>
    internal static byte[] DecryptWithLabel(
        CipherSuite suite, HpkeKeyPair recipient, string label, ReadOnlySpan<byte> context, HpkeCiphertext ciphertext)
    {
        using var info = LabeledContent(label, context);
        return Hpke.Open(suite, recipient, ciphertext, info.Written, []);
    }

    private static TlsWriter LabeledContent(string label, ReadOnlySpan<byte> content)
    {
        var writer = new TlsWriter(content.Length + 64);
        WriteLabel(writer, label);
        writer.WriteOpaque(content);
        return writer;
    }

    private static void WriteLabel(TlsWriter writer, string label)
    {
        var start = writer.BeginVector();
        writer.WriteFixed("MLS 1.0 "u8);
        _ = Encoding.UTF8.GetBytes(label, writer.Take(Encoding.UTF8.GetByteCount(label)));
        writer.EndVector(start);
    }
}
