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
    private const int MaxOneBlockInfoBytes = 256;
    private const ushort ChaChaId = 0x0003;

    public void Fill(Span<byte> destination) => RandomNumberGenerator.Fill(destination);

    public byte[] Hash(CipherSuite suite, ReadOnlySpan<byte> data) => CryptographicOperations.HashData(HashName(suite), data);

    public byte[] Mac(CipherSuite suite, ReadOnlySpan<byte> key, ReadOnlySpan<byte> data) =>
        CryptographicOperations.HmacData(HashName(suite), key, data);

    public Secret Extract(CipherSuite suite, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> ikm)
    {
        var secret = new Secret(suite.HashBytes);
        _ = CryptographicOperations.HmacData(HashName(suite), salt, ikm, secret.Span); // RFC 5869 §2.2, without the wrapper's cost.
        return secret;
    }

    public Secret Expand(CipherSuite suite, ReadOnlySpan<byte> prk, ReadOnlySpan<byte> info, int length)
    {
        var secret = new Secret(length);
        if (length > 0 && length <= suite.HashBytes && info.Length < MaxOneBlockInfoBytes)
        {
            ExpandOneBlock(HashName(suite), prk, info, secret.Span);
        }
        else if (length > 0)
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
        var plaintext = new byte[PlaintextBytes(suite, ciphertext.Length)];
        Open(suite, key, aad, ciphertext, plaintext);
        return plaintext;
    }

    public void Open(CipherSuite suite, in AeadKey key, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> ciphertext, Span<byte> plaintext)
    {
        if (suite.AeadId == ChaChaId)
        {
            if (!ChaCha.TryOpen(key.Key, key.Nonce, aad, ciphertext, plaintext))
            {
                throw new MlsException(MlsError.DecryptionFailed);
            }

            return;
        }

        using var aes = new AesGcm(key.Key, TagBytes);
        try
        {
            aes.Decrypt(key.Nonce, ciphertext[..plaintext.Length], ciphertext[plaintext.Length..], plaintext, aad);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new MlsException(MlsError.DecryptionFailed);
        }
    }

    public int PlaintextBytes(CipherSuite suite, int ciphertextBytes) =>
        ciphertextBytes >= TagBytes ? ciphertextBytes - TagBytes : throw new MlsException(MlsError.DecryptionFailed);

    public byte[] KemPublicKey(CipherSuite suite, ReadOnlySpan<byte> privateKey) =>
        suite.Curve is { } curve ? curve.PublicKey(privateKey) : X25519.PublicKey(privateKey);

    public bool IsKemPublicKey(CipherSuite suite, ReadOnlySpan<byte> publicKey) =>
        suite.Curve?.IsPoint(publicKey) ?? (publicKey.Length == X25519.KeyBytes && !X25519.IsLowOrder(publicKey));

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

    public Secret ExpandSignatureKey(CipherSuite suite, ReadOnlySpan<byte> privateKey)
    {
        if (suite.Curve is not null)
        {
            return new Secret(privateKey);
        }

        var expanded = new Secret(Ed25519.ExpandedBytes);
        Ed25519.Expand(privateKey, expanded.Span);
        return expanded;
    }

    public byte[] Sign(CipherSuite suite, ReadOnlySpan<byte> expandedKey, ReadOnlySpan<byte> message) =>
        suite.Curve is { } curve ? curve.Sign(expandedKey, message) : Ed25519.SignExpanded(expandedKey, message);

    public bool Verify(CipherSuite suite, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        suite.Curve is { } curve ? curve.Verify(publicKey, message, signature) : Ed25519.Verify(publicKey, message, signature);

    // T(1) = HMAC(PRK, info || 1) (RFC 5869 §2.3) is all that MLS asks for but in its exporter, and needs no hash object.
    private static void ExpandOneBlock(HashAlgorithmName hash, ReadOnlySpan<byte> prk, ReadOnlySpan<byte> info, Span<byte> output)
    {
        Span<byte> input = stackalloc byte[MaxOneBlockInfoBytes];
        info.CopyTo(input);
        input[info.Length] = 1;
        Span<byte> block = stackalloc byte[SHA512.HashSizeInBytes];
        _ = CryptographicOperations.HmacData(hash, prk, input[..(info.Length + 1)], block);
        block[..output.Length].CopyTo(output);
        CryptographicOperations.ZeroMemory(block);
    }

    private static HashAlgorithmName HashName(CipherSuite suite) => suite.KdfId switch
    {
        0x0001 => HashAlgorithmName.SHA256,
        0x0002 => HashAlgorithmName.SHA384,
        0x0003 => HashAlgorithmName.SHA512,
        _ => throw new UnreachableException("a suite's KDF is one of the three"),
    };
}
