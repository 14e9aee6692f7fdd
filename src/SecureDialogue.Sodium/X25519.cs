namespace SecureDialogue.Sodium;

/// <summary>X25519 key agreement (RFC 7748).</summary>
public static unsafe class X25519
{
    /// <summary>Bytes of a private key, a public key and a shared secret.</summary>
    public const int KeyBytes = 32;

    /// <summary>
    /// Every encoding of a point whose order divides 8, on the curve or on its twist: 0, 1, -1, the two of order 8, and 0 and 1 once
    /// more as p and p + 1. The highest bit of an encoding does not count (RFC 7748 §5).
    /// </summary>
    private static readonly byte[][] LowOrderPoints =
    [
        Convert.FromHexString("0000000000000000000000000000000000000000000000000000000000000000"),
        Convert.FromHexString("0100000000000000000000000000000000000000000000000000000000000000"),
        Convert.FromHexString("ECFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF7F"),
        Convert.FromHexString("E0EB7A7C3B41B8AE1656E3FAF19FC46ADA098DEB9C32B1FD866205165F49B800"),
        Convert.FromHexString("5F9C95BCA3508C24B1D0B1559C83EF5B04445CC4581C8E86D8224EDDD09F1157"),
        Convert.FromHexString("EDFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF7F"),
        Convert.FromHexString("EEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF7F"),
    ];

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

    /// <summary>
    /// Whether a public key is of low order: then <see cref="TryAgree"/> refuses it for any private key. Says so without an agreement.
    /// </summary>
    /// <param name="publicKey">32 bytes.</param>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public static bool IsLowOrder(ReadOnlySpan<byte> publicKey)
    {
        Lengths.Require(publicKey, KeyBytes, nameof(publicKey));
        Span<byte> point = stackalloc byte[KeyBytes];
        publicKey.CopyTo(point);
        point[^1] &= 0x7f;
        foreach (var low in LowOrderPoints)
        {
            if (point.SequenceEqual(low))
            {
                return true;
            }
        }

        return false;
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
