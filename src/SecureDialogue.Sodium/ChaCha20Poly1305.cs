using System.Security.Cryptography;

namespace SecureDialogue.Sodium;

/// <summary>ChaCha20-Poly1305 (RFC 8439), for keys whose nonces are counted or used once.</summary>
public static unsafe class ChaCha20Poly1305
{
    /// <summary>Bytes of a key.</summary>
    public const int KeyBytes = 32;

    /// <summary>Bytes of a nonce.</summary>
    public const int NonceBytes = 12;

    /// <summary>Bytes a ciphertext is longer than its plaintext.</summary>
    public const int TagBytes = 16;

    /// <summary>Encrypts and authenticates.</summary>
    /// <param name="key">32 bytes.</param>
    /// <param name="nonce">12 bytes, never twice under one key.</param>
    /// <param name="aad">Bytes that are authenticated only.</param>
    /// <param name="plaintext">Any length.</param>
    /// <returns>The plaintext's length and 16 bytes more.</returns>
    /// <exception cref="ArgumentException">Key or nonce have another length.</exception>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> plaintext)
    {
        Lengths.Require(key, KeyBytes, nameof(key));
        Lengths.Require(nonce, NonceBytes, nameof(nonce));
        var ciphertext = new byte[plaintext.Length + TagBytes];
        fixed (byte* c = ciphertext, p = plaintext, a = aad, n = nonce, k = key)
        {
            _ = Native.crypto_aead_chacha20poly1305_ietf_encrypt(c, null, p, (ulong)plaintext.Length, a, (ulong)aad.Length, null, n, k);
        }

        return ciphertext;
    }

    /// <summary>Checks and decrypts; false, with nothing written, when key, nonce, bytes or <paramref name="aad"/> are not the sealed ones.</summary>
    /// <param name="key">32 bytes.</param>
    /// <param name="nonce">12 bytes.</param>
    /// <param name="aad">The bytes authenticated at sealing.</param>
    /// <param name="ciphertext">What <see cref="Seal"/> returned.</param>
    /// <param name="plaintext">The opened bytes; empty when the answer is false.</param>
    /// <exception cref="ArgumentException">Key or nonce have another length.</exception>
    public static bool TryOpen(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> ciphertext, out byte[] plaintext)
    {
        var opened = new byte[Math.Max(0, ciphertext.Length - TagBytes)];
        var isGenuine = TryOpen(key, nonce, aad, ciphertext, opened);
        plaintext = isGenuine ? opened : [];
        return isGenuine;
    }

    /// <summary>Checks and decrypts into memory of the caller's; false, with zeros written, when something is not as it was sealed.</summary>
    /// <param name="key">32 bytes.</param>
    /// <param name="nonce">12 bytes.</param>
    /// <param name="aad">The bytes authenticated at sealing.</param>
    /// <param name="ciphertext">What <see cref="Seal"/> returned.</param>
    /// <param name="plaintext">16 bytes shorter than the ciphertext.</param>
    /// <exception cref="ArgumentException">Key, nonce or output have another length.</exception>
    public static bool TryOpen(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> ciphertext, Span<byte> plaintext)
    {
        Lengths.Require(key, KeyBytes, nameof(key));
        Lengths.Require(nonce, NonceBytes, nameof(nonce));
        Lengths.Require(plaintext, Math.Max(0, ciphertext.Length - TagBytes), nameof(plaintext));
        if (ciphertext.Length < TagBytes)
        {
            return false;
        }

        fixed (byte* p = plaintext, c = ciphertext, a = aad, n = nonce, k = key)
        {
            if (Native.crypto_aead_chacha20poly1305_ietf_decrypt(p, null, null, c, (ulong)ciphertext.Length, a, (ulong)aad.Length, n, k) == 0)
            {
                return true;
            }
        }

        CryptographicOperations.ZeroMemory(plaintext);
        return false;
    }
}
