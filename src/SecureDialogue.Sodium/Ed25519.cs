using System.Security.Cryptography;

namespace SecureDialogue.Sodium;

/// <summary>
/// Ed25519 signatures (RFC 8032). Private keys are 32-byte seeds; nothing else is ever stored. Who signs often may keep what
/// <see cref="Expand(ReadOnlySpan{byte}, Span{byte})"/> gives in memory, which saves half of the work of each signature.
/// </summary>
public static unsafe class Ed25519
{
    /// <summary>Bytes of a private key, which is the seed of RFC 8032 §5.1.5.</summary>
    public const int SeedBytes = 32;

    /// <summary>Bytes of a public key.</summary>
    public const int PublicKeyBytes = 32;

    /// <summary>Bytes of a signature.</summary>
    public const int SignatureBytes = 64;

    /// <summary>Bytes of an expanded key.</summary>
    public const int ExpandedBytes = 64;

    /// <summary>Derives the public key of a seed.</summary>
    /// <param name="seed">32 bytes.</param>
    /// <returns>32 bytes.</returns>
    /// <exception cref="ArgumentException">The seed has another length.</exception>
    public static byte[] PublicKey(ReadOnlySpan<byte> seed)
    {
        var publicKey = new byte[PublicKeyBytes];
        Span<byte> expanded = stackalloc byte[ExpandedBytes];
        Expand(seed, publicKey, expanded);
        CryptographicOperations.ZeroMemory(expanded);
        return publicKey;
    }

    /// <summary>Signs a message.</summary>
    /// <param name="seed">32 bytes.</param>
    /// <param name="message">Any length.</param>
    /// <returns>64 bytes.</returns>
    /// <exception cref="ArgumentException">The seed has another length.</exception>
    public static byte[] Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> message)
    {
        var signature = new byte[SignatureBytes];
        Span<byte> expanded = stackalloc byte[ExpandedBytes];
        Expand(seed, expanded);
        Sign(expanded, message, signature);
        CryptographicOperations.ZeroMemory(expanded);
        return signature;
    }

    /// <summary>Computes what signing needs beside the message: the seed and its public key. As secret as the seed.</summary>
    /// <param name="seed">32 bytes.</param>
    /// <param name="expanded">64 bytes, written. Only ever what this method wrote: a seed beside a foreign public key betrays itself.</param>
    /// <exception cref="ArgumentException">The seed or the output has another length.</exception>
    public static void Expand(ReadOnlySpan<byte> seed, Span<byte> expanded)
    {
        Lengths.Require(expanded, ExpandedBytes, nameof(expanded));
        Span<byte> publicKey = stackalloc byte[PublicKeyBytes];
        Expand(seed, publicKey, expanded);
    }

    /// <summary>Signs a message with an expanded key.</summary>
    /// <param name="expanded">What <see cref="Expand(ReadOnlySpan{byte}, Span{byte})"/> wrote.</param>
    /// <param name="message">Any length.</param>
    /// <returns>64 bytes.</returns>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public static byte[] SignExpanded(ReadOnlySpan<byte> expanded, ReadOnlySpan<byte> message)
    {
        Lengths.Require(expanded, ExpandedBytes, nameof(expanded));
        var signature = new byte[SignatureBytes];
        Sign(expanded, message, signature);
        return signature;
    }

    /// <summary>Whether a signature over a message is the key's. A key or signature of another length is simply not valid.</summary>
    /// <param name="publicKey">32 bytes.</param>
    /// <param name="message">Any length.</param>
    /// <param name="signature">64 bytes.</param>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != PublicKeyBytes || signature.Length != SignatureBytes)
        {
            return false;
        }

        fixed (byte* s = signature, m = message, k = publicKey)
        {
            return Native.crypto_sign_ed25519_verify_detached(s, m, (ulong)message.Length, k) == 0;
        }
    }

    private static void Sign(ReadOnlySpan<byte> expanded, ReadOnlySpan<byte> message, Span<byte> signature)
    {
        fixed (byte* s = signature, m = message, k = expanded)
        {
            _ = Native.crypto_sign_ed25519_detached(s, null, m, (ulong)message.Length, k);
        }
    }

    private static void Expand(ReadOnlySpan<byte> seed, Span<byte> publicKey, Span<byte> expanded)
    {
        Lengths.Require(seed, SeedBytes, nameof(seed));
        fixed (byte* p = publicKey, e = expanded, s = seed)
        {
            _ = Native.crypto_sign_ed25519_seed_keypair(p, e, s);
        }
    }
}
