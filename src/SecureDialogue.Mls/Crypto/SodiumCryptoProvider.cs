using System.Diagnostics;
using System.Security.Cryptography;
using SecureDialogue.Sodium;
using ChaCha = SecureDialogue.Sodium.ChaCha20Poly1305;

namespace SecureDialogue.Mls.Crypto;

/// <summary>X25519, Ed25519 and ChaCha20-Poly1305 from libsodium; AES-GCM, the NIST curves, SHA-2, HMAC and HKDF from the platform.</summary>
internal sealed class SodiumCryptoProvider : ICryptoProvider
{
    internal static readonly SodiumCryptoProvider Instance = new();

    private const int TagBytes = 16;
    private const ushort ChaChaId = 0x0003;

    public void Fill(Span<byte> destination) => RandomNumberGenerator.Fill(destination);

    public byte[] Hash(CipherSuite suite, ReadOnlySpan<byte> data) => CryptographicOperations.HashData(HashName(suite), data);

    public byte[] Mac(CipherSuite suite, ReadOnlySpan<byte> key, ReadOnlySpan<byte> data) =>
        CryptographicOperations.HmacData(HashName(suite), key, data);

    public Secret Extract(CipherSuite suite, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> ikm)
    {
        var secret = new Secret(suite.HashBytes);
        _ = HKDF.Extract(HashName(suite), ikm, salt, secret.Span);
        return secret;
    }

    public Secret Expand(CipherSuite suite, ReadOnlySpan<byte> prk, ReadOnlySpan<byte> info, int length)
    {
        var secret = new Secret(length);
        if (length > 0)
        {
            HKDF.Expand(HashName(suite), prk, secret.Span, info);
        }

        return secret;
    }

    public byte[] Seal(CipherSuite suite, in AeadKey key, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> plaintext)
    {
        if (suite.AeadId == ChaChaId)
        {
            return ChaCha.Seal(key.Key, key.Nonce, aad, plaintext);
        }

        var ciphertext = new byte[plaintext.Length + TagBytes];
        using var aes = new AesGcm(key.Key, TagBytes);
        aes.Encrypt(key.Nonce, plaintext, ciphertext.AsSpan(0, plaintext.Length), ciphertext.AsSpan(plaintext.Length), aad);
        return ciphertext;
    }

    public byte[] Open(CipherSuite suite, in AeadKey key, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> ciphertext)
    {
        if (ciphertext.Length < TagBytes)
        {
            throw new MlsException(MlsError.DecryptionFailed);
        }

        if (suite.AeadId == ChaChaId)
        {
            return ChaCha.TryOpen(key.Key, key.Nonce, aad, ciphertext, out var opened)
                ? opened
                : throw new MlsException(MlsError.DecryptionFailed);
        }

        var plaintext = new byte[ciphertext.Length - TagBytes];
        using var aes = new AesGcm(key.Key, TagBytes);
        try
        {
            aes.Decrypt(key.Nonce, ciphertext[..plaintext.Length], ciphertext[plaintext.Length..], plaintext, aad);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new MlsException(MlsError.DecryptionFailed);
        }

        return plaintext;
    }

    public byte[] KemPublicKey(CipherSuite suite, ReadOnlySpan<byte> privateKey) =>
        suite.Curve is { } curve ? curve.PublicKey(privateKey) : X25519.PublicKey(privateKey);

    public bool IsKemPublicKey(CipherSuite suite, ReadOnlySpan<byte> publicKey)
    {
        if (suite.Curve is { } curve)
        {
            return curve.IsPoint(publicKey);
        }

        // Whether the point is of low order does not depend on the private key.
        Span<byte> anyKey = stackalloc byte[X25519.KeyBytes];
        Span<byte> shared = stackalloc byte[X25519.KeyBytes];
        anyKey.Fill(1);
        return X25519.TryAgree(anyKey, publicKey, shared);
    }

    public Secret Agree(CipherSuite suite, ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> publicKey)
    {
        if (suite.Curve is { } curve)
        {
            return curve.Agree(privateKey, publicKey);
        }

        var shared = new Secret(X25519.KeyBytes);
        if (X25519.TryAgree(privateKey, publicKey, shared.Span))
        {
            return shared;
        }

        shared.Dispose();
        throw new MlsException(MlsError.PublicKeyInvalid);
    }

    public byte[] SignaturePublicKey(CipherSuite suite, ReadOnlySpan<byte> privateKey) =>
        suite.Curve is { } curve ? curve.PublicKey(privateKey) : Ed25519.PublicKey(privateKey);

    public Secret GenerateSignatureKey(CipherSuite suite)
    {
        if (suite.Curve is { } curve)
        {
            return curve.GenerateScalar();
        }

        var seed = new Secret(Ed25519.SeedBytes);
        Fill(seed.Span);
        return seed;
    }

    public byte[] Sign(CipherSuite suite, ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> message) =>
        suite.Curve is { } curve ? curve.Sign(privateKey, message) : Ed25519.Sign(privateKey, message);

    public bool Verify(CipherSuite suite, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        suite.Curve is { } curve ? curve.Verify(publicKey, message, signature) : Ed25519.Verify(publicKey, message, signature);

    private static HashAlgorithmName HashName(CipherSuite suite) => suite.KdfId switch
    {
        0x0001 => HashAlgorithmName.SHA256,
        0x0002 => HashAlgorithmName.SHA384,
        0x0003 => HashAlgorithmName.SHA512,
        _ => throw new UnreachableException("a suite's KDF is one of the three"),
    };
}
