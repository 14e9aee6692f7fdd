using System.Buffers.Binary;
using SecureDialogue.Mls.Codec;

namespace SecureDialogue.Mls.Crypto;

/// <summary>HPKE in base mode, one message for one key (RFC 9180).</summary>
public static class Hpke
{
    private const byte BaseMode = 0;

    /// <summary>SealBase(pkR, info, aad, plaintext).</summary>
    /// <param name="suite">The suite whose KEM, KDF and AEAD are used.</param>
    /// <param name="recipientPublicKey">The recipient's key.</param>
    /// <param name="info">Bound to the key schedule.</param>
    /// <param name="aad">Bound to the ciphertext.</param>
    /// <param name="plaintext">Any length.</param>
    /// <exception cref="MlsException"><see cref="MlsError.PublicKeyInvalid"/>.</exception>
    public static HpkeCiphertext Seal(
        CipherSuite suite, ReadOnlySpan<byte> recipientPublicKey, ReadOnlySpan<byte> info, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> plaintext)
    {
        using var ephemeral = HpkeKeyPair.Generate(suite);
        using var dh = suite.Crypto.Agree(suite, ephemeral.PrivateKey.Bytes, recipientPublicKey);
        using var shared = SharedSecret(suite, dh, ephemeral.PublicKey.Span, recipientPublicKey);
        using var context = new Context(suite, shared, info);
        var ciphertext = suite.Crypto.Seal(suite, new AeadKey(context.Key.Bytes, context.Nonce.Bytes), aad, plaintext);
        return new HpkeCiphertext(ephemeral.PublicKey, ciphertext);
    }

    /// <summary>OpenBase(enc, skR, info, aad, ciphertext).</summary>
    /// <param name="suite">The suite whose KEM, KDF and AEAD are used.</param>
    /// <param name="recipient">The recipient's key pair.</param>
    /// <param name="ciphertext">What <see cref="Seal"/> gave.</param>
    /// <param name="info">The info given to it.</param>
    /// <param name="aad">The aad given to it.</param>
    /// <exception cref="MlsException"><see cref="MlsError.PublicKeyInvalid"/> or <see cref="MlsError.DecryptionFailed"/>.</exception>
    public static byte[] Open(
        CipherSuite suite, HpkeKeyPair recipient, HpkeCiphertext ciphertext, ReadOnlySpan<byte> info, ReadOnlySpan<byte> aad)
    {
        using var dh = suite.Crypto.Agree(suite, recipient.PrivateKey.Bytes, ciphertext.KemOutput.Span);
        using var shared = SharedSecret(suite, dh, ciphertext.KemOutput.Span, recipient.PublicKey.Span);
        using var context = new Context(suite, shared, info);
        return suite.Crypto.Open(suite, new AeadKey(context.Key.Bytes, context.Nonce.Bytes), aad, ciphertext.Ciphertext.Span);
    }

    /// <summary>SendExport(pkR, "", exporter_context, Nh): an encapsulated key and the secret exported under it.</summary>
    internal static (byte[] KemOutput, Secret Exported) SendExport(CipherSuite suite, ReadOnlySpan<byte> recipientPublicKey, ReadOnlySpan<byte> exporterContext)
    {
        using var ephemeral = HpkeKeyPair.Generate(suite);
        using var dh = suite.Crypto.Agree(suite, ephemeral.PrivateKey.Bytes, recipientPublicKey);
        using var shared = SharedSecret(suite, dh, ephemeral.PublicKey.Span, recipientPublicKey);
        using var context = new Context(suite, shared, []);
        return (ephemeral.PublicKey.ToArray(), context.Export(exporterContext, suite.HashBytes));
    }

    /// <summary>ReceiveExport(enc, skR, "", exporter_context, Nh).</summary>
    internal static Secret ReceiveExport(CipherSuite suite, HpkeKeyPair recipient, ReadOnlySpan<byte> kemOutput, ReadOnlySpan<byte> exporterContext)
    {
        using var dh = suite.Crypto.Agree(suite, recipient.PrivateKey.Bytes, kemOutput);
        using var shared = SharedSecret(suite, dh, kemOutput, recipient.PublicKey.Span);
        using var context = new Context(suite, shared, []);
        return context.Export(exporterContext, suite.HashBytes);
    }

    internal static Secret DerivePrivateKey(CipherSuite suite, ReadOnlySpan<byte> ikm)
    {
        var suiteId = KemSuiteId(suite);
        using var prk = LabeledExtract(suite, suiteId, [], "dkp_prk"u8, ikm);
        if (suite.Curve is not { } curve)
        {
            return LabeledExpand(suite, suiteId, prk, "sk"u8, [], suite.KemPrivateKeyBytes);
        }

        for (byte counter = 0; ; counter++)
        {
            var candidate = LabeledExpand(suite, suiteId, prk, "candidate"u8, [counter], suite.KemPrivateKeyBytes);
            candidate.Span[0] &= curve.ScalarMask;
            if (curve.IsScalar(candidate.Bytes))
            {
                return candidate;
            }

            candidate.Dispose();
        }
    }

    private static Secret SharedSecret(CipherSuite suite, Secret dh, ReadOnlySpan<byte> kemOutput, ReadOnlySpan<byte> recipientPublicKey)
    {
        var suiteId = KemSuiteId(suite);
        using var prk = LabeledExtract(suite, suiteId, [], "eae_prk"u8, dh.Bytes);
        return LabeledExpand(suite, suiteId, prk, "shared_secret"u8, [.. kemOutput, .. recipientPublicKey], suite.HashBytes);
    }

    private static Secret LabeledExtract(
        CipherSuite suite, ReadOnlySpan<byte> suiteId, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> label, ReadOnlySpan<byte> ikm)
    {
        using var labeled = new TlsWriter();
        labeled.WriteFixed("HPKE-v1"u8);
        labeled.WriteFixed(suiteId);
        labeled.WriteFixed(label);
        labeled.WriteFixed(ikm);
        return suite.Crypto.Extract(suite, salt, labeled.Written);
    }

    private static Secret LabeledExpand(
        CipherSuite suite, ReadOnlySpan<byte> suiteId, Secret prk, ReadOnlySpan<byte> label, ReadOnlySpan<byte> info, int length)
    {
        using var labeled = new TlsWriter();
        labeled.WriteUInt16((ushort)length);
        labeled.WriteFixed("HPKE-v1"u8);
        labeled.WriteFixed(suiteId);
        labeled.WriteFixed(label);
        labeled.WriteFixed(info);
        return suite.Crypto.Expand(suite, prk.Bytes, labeled.Written, length);
    }

    private static byte[] KemSuiteId(CipherSuite suite)
    {
        byte[] id = [.. "KEM"u8, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(id.AsSpan(3), suite.KemId);
        return id;
    }

    private static byte[] HpkeSuiteId(CipherSuite suite)
    {
        byte[] id = [.. "HPKE"u8, 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(id.AsSpan(4), suite.KemId);
        BinaryPrimitives.WriteUInt16BigEndian(id.AsSpan(6), suite.KdfId);
        BinaryPrimitives.WriteUInt16BigEndian(id.AsSpan(8), suite.AeadId);
        return id;
    }

    /// <summary>KeyScheduleS and KeyScheduleR in base mode (RFC 9180 §5.1); only sequence number 0 is used.</summary>
    private sealed class Context : IDisposable
    {
        private readonly CipherSuite _suite;
        private readonly Secret _exporterSecret;

        internal Context(CipherSuite suite, Secret shared, ReadOnlySpan<byte> info)
        {
            var suiteId = HpkeSuiteId(suite);
            using var pskIdHash = LabeledExtract(suite, suiteId, [], "psk_id_hash"u8, []);
            using var infoHash = LabeledExtract(suite, suiteId, [], "info_hash"u8, info);
            byte[] context = [BaseMode, .. pskIdHash.Bytes, .. infoHash.Bytes];
            using var secret = LabeledExtract(suite, suiteId, shared.Bytes, "secret"u8, []);
            Key = LabeledExpand(suite, suiteId, secret, "key"u8, context, suite.AeadKeyBytes);
            Nonce = LabeledExpand(suite, suiteId, secret, "base_nonce"u8, context, suite.AeadNonceBytes);
            _suite = suite;
            _exporterSecret = LabeledExpand(suite, suiteId, secret, "exp"u8, context, suite.HashBytes);
        }

        internal Secret Key { get; }

        internal Secret Nonce { get; }

        internal Secret Export(ReadOnlySpan<byte> exporterContext, int length) =>
            LabeledExpand(_suite, HpkeSuiteId(_suite), _exporterSecret, "sec"u8, exporterContext, length);

        public void Dispose()
        {
            _exporterSecret.Dispose();
            Key.Dispose();
            Nonce.Dispose();
        }
    }
}
