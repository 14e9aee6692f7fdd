using System.Diagnostics.CodeAnalysis;

namespace SecureDialogue.Mls.Crypto;

/// <summary>One cipher suite: its algorithms' numbers and sizes. A value that is handed on; nothing in the engine names a suite.</summary>
public sealed class CipherSuite
{
    private static readonly CipherSuite[] Known =
    [
        new(CipherSuiteId.X25519Aes128GcmSha256Ed25519) { AeadId = 0x0001, AeadKeyBytes = 16 },
        Nist(CipherSuiteId.P256Aes128GcmSha256P256, NistCurve.P256, 32, 0x0010, 0x0001, 0x0001),
        new(CipherSuiteId.X25519ChaCha20Poly1305Sha256Ed25519) { AeadId = 0x0003, AeadKeyBytes = 32 },
        Nist(CipherSuiteId.P521Aes256GcmSha512P521, NistCurve.P521, 64, 0x0012, 0x0003, 0x0002),
        Nist(CipherSuiteId.P384Aes256GcmSha384P384, NistCurve.P384, 48, 0x0011, 0x0002, 0x0002),
    ];

    private CipherSuite(CipherSuiteId id) => Id = id;

    /// <summary>The suite's IANA number.</summary>
    public CipherSuiteId Id { get; }

    /// <summary>Bytes of a hash and of a secret (Nh).</summary>
    public int HashBytes { get; private init; } = 32;

    /// <summary>Bytes of an AEAD key (Nk).</summary>
    public int AeadKeyBytes { get; private init; }

    /// <summary>Bytes of an AEAD nonce (Nn).</summary>
    public int AeadNonceBytes { get; private init; } = 12;

    /// <summary>Bytes of an HPKE public key (Npk).</summary>
    public int KemPublicKeyBytes { get; private init; } = 32;

    /// <summary>Bytes of an HPKE private key (Nsk).</summary>
    public int KemPrivateKeyBytes { get; private init; } = 32;

    /// <summary>Bytes of a signature private key.</summary>
    public int SignaturePrivateKeyBytes { get; private init; } = 32;

    internal ushort KemId { get; private init; } = 0x0020;

    internal ushort KdfId { get; private init; } = 0x0001;

    internal ushort AeadId { get; private init; }

    /// <summary>The curve of both key agreement and signatures; null for X25519 and Ed25519.</summary>
    internal NistCurve? Curve { get; private init; }

    internal ICryptoProvider Crypto { get; } = SodiumCryptoProvider.Instance;

    /// <summary>The suites this engine does.</summary>
    public static IReadOnlyList<CipherSuite> All => Known;

    /// <summary>The suite of a number.</summary>
    /// <param name="id">The suite's number.</param>
    /// <exception cref="MlsException"><see cref="MlsError.CipherSuiteNotSupported"/>.</exception>
    public static CipherSuite Get(CipherSuiteId id) =>
        TryGet(id, out var suite) ? suite : throw new MlsException(MlsError.CipherSuiteNotSupported);

    /// <summary>The suite of a number, if this engine does it.</summary>
    /// <param name="id">The suite's number.</param>
    /// <param name="suite">The suite.</param>
    public static bool TryGet(CipherSuiteId id, [NotNullWhen(true)] out CipherSuite? suite)
    {
        suite = Array.Find(Known, known => known.Id == id);
        return suite is not null;
    }

    /// <summary>Whether stored bytes can be an HPKE private key of the suite.</summary>
    internal bool IsKemPrivateKey(ReadOnlySpan<byte> stored) => Curve?.IsScalar(stored) ?? stored.Length == KemPrivateKeyBytes;

    /// <summary>Whether stored bytes can be a signature private key of the suite.</summary>
    internal bool IsSignaturePrivateKey(ReadOnlySpan<byte> stored) => Curve?.IsScalar(stored) ?? stored.Length == SignaturePrivateKeyBytes;

    /// <inheritdoc />
    public override string ToString() => Id.ToString();

    private static CipherSuite Nist(CipherSuiteId id, NistCurve curve, int hashBytes, ushort kemId, ushort kdfId, ushort aeadId) => new(id)
    {
        Curve = curve,
        HashBytes = hashBytes,
        KemId = kemId,
        KdfId = kdfId,
        AeadId = aeadId,
        AeadKeyBytes = aeadId == 0x0001 ? 16 : 32,
        KemPublicKeyBytes = curve.PublicKeyBytes,
        KemPrivateKeyBytes = curve.FieldBytes,
        SignaturePrivateKeyBytes = curve.FieldBytes,
    };
}
