using System.Security.Cryptography;

namespace SecureDialogue.Server.Relay;

/// <summary>Comparing what a client shows with what was stored.</summary>
internal static class Checks
{
    /// <summary>Whether the hash is the token's; in constant time.</summary>
    public static bool IsHashOf(this byte[] hash, ReadOnlySpan<byte> token) => CryptographicOperations.FixedTimeEquals(hash, SHA256.HashData(token));

    public static bool IsSame(this byte[] stored, ReadOnlyMemory<byte> shown) => CryptographicOperations.FixedTimeEquals(stored, shown.Span);
}
