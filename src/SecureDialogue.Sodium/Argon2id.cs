namespace SecureDialogue.Sodium;

/// <summary>Argon2id password hashing, version 1.3 (RFC 9106), with one lane.</summary>
public static unsafe class Argon2id
{
    /// <summary>Bytes of a salt.</summary>
    public const int SaltBytes = 16;

    private const int Algorithm = 2;

    /// <summary>Derives a key from a passphrase.</summary>
    /// <param name="passphrase">Bytes of the passphrase, any length.</param>
    /// <param name="salt">16 random bytes.</param>
    /// <param name="passes">Passes over the memory, 1 or more.</param>
    /// <param name="memoryBytes">Memory to fill, 8192 bytes or more.</param>
    /// <param name="output">The key, 16 bytes or more.</param>
    /// <exception cref="ArgumentException">A parameter is outside its range.</exception>
    /// <exception cref="InsufficientMemoryException">The memory asked for cannot be had.</exception>
    public static void Derive(ReadOnlySpan<byte> passphrase, ReadOnlySpan<byte> salt, int passes, int memoryBytes, Span<byte> output)
    {
        Lengths.Require(salt, SaltBytes, nameof(salt));
        ArgumentOutOfRangeException.ThrowIfLessThan(passes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(memoryBytes, 8192);
        ArgumentOutOfRangeException.ThrowIfLessThan(output.Length, 16, nameof(output));
        int result;
        fixed (byte* o = output, p = passphrase, s = salt)
        {
            result = Native.crypto_pwhash_argon2id(
                o, (ulong)output.Length, p, (ulong)passphrase.Length, s, (ulong)passes, (nuint)memoryBytes, Algorithm);
        }

        if (result != 0)
        {
            throw new InsufficientMemoryException("The memory that deriving the key needs is not available.");
        }
    }
}
