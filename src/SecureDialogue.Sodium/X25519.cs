namespace SecureDialogue.Sodium;

/// <summary>X25519 key agreement (RFC 7748).</summary>
public static unsafe class X25519
{
    /// <summary>Bytes of a private key, a public key and a shared secret.</summary>
    public const int KeyBytes = 32;

    /// <summary>Derives the public key of a private key.</summary>
    /// <param name="privateKey">32 bytes.</param>
    /// <returns>32 bytes.</returns>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public static byte[] PublicKey(ReadOnlySpan<byte> privateKey)
    {
        Lengths.Require(privateKey, KeyBytes, nameof(privateKey));
        var publicKey = new byte[KeyBytes];
        fixed (byte* p = publicKey, k = privateKey)
        {
            _ = Native.crypto_scalarmult_curve25519_base(p, k);
        }

        return publicKey;
    }

    /// <summary>Computes the shared secret; false for a public key of low order, whose secret would be all zero (RFC 7748 §6.1).</summary>
    /// <param name="privateKey">32 bytes.</param>
    /// <param name="publicKey">32 bytes.</param>
    /// <param name="shared">32 bytes, written; zero when the answer is false.</param>
    /// <exception cref="ArgumentException">The private key or the output has another length.</exception>
    public static bool TryAgree(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> publicKey, Span<byte> shared)
    {
        Lengths.Require(privateKey, KeyBytes, nameof(privateKey));
        Lengths.Require(shared, KeyBytes, nameof(shared));
        shared.Clear();
        if (publicKey.Length != KeyBytes)
        {
            return false;
        }

        fixed (byte* s = shared, k = privateKey, p = publicKey)
        {
            if (Native.crypto_scalarmult_curve25519(s, k, p) == 0)
            {
                return true;
            }
        }

        shared.Clear();
        return false;
    }
}
