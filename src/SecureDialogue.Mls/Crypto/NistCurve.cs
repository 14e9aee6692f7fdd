using System.Numerics;
using System.Security.Cryptography;

namespace SecureDialogue.Mls.Crypto;

/// <summary>
/// ECDH and ECDSA on P-256, P-384 and P-521 from the platform (RFC 9180 §7.1, RFC 9420 §5.1.2). Public keys are uncompressed points,
/// private keys big-endian scalars of field size, signatures DER as in TLS 1.3.
/// </summary>
internal sealed class NistCurve
{
    private const byte Uncompressed = 0x04;

    private readonly ECCurve _curve;
    private readonly HashAlgorithmName _hash;
    private readonly BigInteger _prime;
    private readonly BigInteger _b;
    private readonly byte[] _order;

    private NistCurve(ECCurve curve, HashAlgorithmName hash, int fieldBytes, string prime, string order, string b)
    {
        (_curve, _hash, FieldBytes) = (curve, hash, fieldBytes);
        _prime = Unsigned(Convert.FromHexString(prime));
        _b = Unsigned(Convert.FromHexString(b));
        _order = Convert.FromHexString(order);
    }

    internal static NistCurve P256 { get; } = new(
        ECCurve.NamedCurves.nistP256,
        HashAlgorithmName.SHA256,
        32,
        "FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF",
        "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
        "5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B");

    internal static NistCurve P384 { get; } = new(
        ECCurve.NamedCurves.nistP384,
        HashAlgorithmName.SHA384,
        48,
        "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFF0000000000000000FFFFFFFF",
        "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973",
        "B3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF");

    internal static NistCurve P521 { get; } = new(
        ECCurve.NamedCurves.nistP521,
        HashAlgorithmName.SHA512,
        66,
        "01FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF",
        "01FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFA51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409",
        "0051953EB9618E1C9A1F929A21A0B68540EEA2DA725B99B315F3B8B489918EF109E156193951EC7E937B1652C0BD3BB1BF073573DF883D2C34F1EF451FD46B503F00");

    /// <summary>Bytes of a coordinate and of a private key.</summary>
    internal int FieldBytes { get; }

    internal int PublicKeyBytes => 1 + (2 * FieldBytes);

    /// <summary>The bits of the first byte that a scalar may have (RFC 9180 §7.1.3).</summary>
    internal byte ScalarMask => _order[0] == 0x01 ? (byte)0x01 : (byte)0xff;

    /// <summary>Whether bytes are a scalar from 1 to the order less 1.</summary>
    internal bool IsScalar(ReadOnlySpan<byte> bytes) =>
        bytes.Length == FieldBytes && bytes.ContainsAnyExcept((byte)0) && bytes.SequenceCompareTo(_order) < 0;

    /// <summary>Whether bytes are an uncompressed point of the curve: y^2 = x^3 - 3x + b.</summary>
    internal bool IsPoint(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != PublicKeyBytes || bytes[0] != Uncompressed)
        {
            return false;
        }

        var (x, y) = (Unsigned(bytes.Slice(1, FieldBytes)), Unsigned(bytes[(1 + FieldBytes)..]));
        return x < _prime && y < _prime && (((y * y) - (x * x * x) + (3 * x) - _b) % _prime).IsZero;
    }

    /// <summary>A key of field size; files and other implementations leave leading zeros out.</summary>
    /// <exception cref="ArgumentException">The bytes are no scalar of the curve.</exception>
    internal Secret Scalar(ReadOnlySpan<byte> privateKey)
    {
        if (privateKey.Length > FieldBytes)
        {
            throw new ArgumentException("The private key is longer than the curve's field.", nameof(privateKey));
        }

        using var custody = new Custody();
        var scalar = custody.Hold(new Secret(FieldBytes));
        privateKey.CopyTo(scalar.Span[(FieldBytes - privateKey.Length)..]);
        return IsScalar(scalar.Bytes)
            ? custody.Release(scalar)
            : throw new ArgumentException("The private key is no scalar of the curve.", nameof(privateKey));
    }

    internal Secret GenerateScalar()
    {
        var scalar = new Secret(FieldBytes);
        do
        {
            RandomNumberGenerator.Fill(scalar.Span);
            scalar.Span[0] &= ScalarMask;
        }
        while (!IsScalar(scalar.Bytes));

        return scalar;
    }

    internal byte[] PublicKey(ReadOnlySpan<byte> privateKey)
    {
        using var key = Import<ECDiffieHellman>(ECDiffieHellman.Create, privateKey);
        var q = key.ExportParameters(false).Q;
        return [Uncompressed, .. q.X ?? [], .. q.Y ?? []];
    }

    /// <summary>The x coordinate of privateKey x publicKey.</summary>
    internal Secret Agree(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> publicKey)
    {
        using var own = Import<ECDiffieHellman>(ECDiffieHellman.Create, privateKey);
        using var other = ECDiffieHellman.Create(ParametersOf(publicKey));
        using var otherPublic = other.PublicKey;
        var agreed = own.DeriveRawSecretAgreement(otherPublic);
        var secret = new Secret(agreed);
        CryptographicOperations.ZeroMemory(agreed);
        return secret;
    }

    internal byte[] Sign(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> message)
    {
        using var key = Import<ECDsa>(ECDsa.Create, privateKey);
        return key.SignData(message, _hash, DSASignatureFormat.Rfc3279DerSequence);
    }

    internal bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (!IsPoint(publicKey))
        {
            return false;
        }

        try
        {
            using var key = ECDsa.Create(ParametersOf(publicKey));
            return key.VerifyData(message, signature, _hash, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false; // The signature is no DER sequence of two integers.
        }
    }

    private ECParameters ParametersOf(ReadOnlySpan<byte> publicKey) => IsPoint(publicKey)
        ? new ECParameters
        {
            Curve = _curve,
            Q = new ECPoint { X = publicKey.Slice(1, FieldBytes).ToArray(), Y = publicKey[(1 + FieldBytes)..].ToArray() },
        }
        : throw new MlsException(MlsError.PublicKeyInvalid);

    // The platform finds the public half of a scalar: given it, it would check it, which takes as long. The copy it has is zeroed at once.
    private T Import<T>(Func<ECParameters, T> create, ReadOnlySpan<byte> privateKey)
    {
        using var scalar = Scalar(privateKey);
        var d = GC.AllocateArray<byte>(FieldBytes, pinned: true);
        scalar.Bytes.CopyTo(d);
        try
        {
            return create(new ECParameters { Curve = _curve, D = d });
        }
        finally
        {
            CryptographicOperations.ZeroMemory(d);
        }
    }

    private static BigInteger Unsigned(ReadOnlySpan<byte> bigEndian) => new(bigEndian, isUnsigned: true, isBigEndian: true);
}
