using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SecureDialogue.Wire;

/// <summary>
/// The chain of hashes over a channel's log, computed by the relay and by every client:
/// <c>d(0) = SHA-256("SecureDialogue log" || 0x00 || channel)</c>,
/// <c>d(n) = SHA-256(d(n-1) || n u64 || kind u8 || epoch u64 || SHA-256(item n))</c>.
/// </summary>
public static class LogChain
{
    /// <summary>d(0), 32 bytes.</summary>
    /// <param name="channel">The channel.</param>
    public static byte[] Start(ChannelId channel) =>
        SHA256.HashData([.. "SecureDialogue log"u8, 0, .. channel.ToBytes()]);

    /// <summary>d(n), 32 bytes.</summary>
    /// <param name="previous">d(n-1), 32 bytes.</param>
    /// <param name="sequence">n.</param>
    /// <param name="kind">The item's kind.</param>
    /// <param name="epoch">The item's epoch.</param>
    /// <param name="itemHash">SHA-256 of the item's bytes as they were stored, 32 bytes.</param>
    public static byte[] Next(ReadOnlySpan<byte> previous, long sequence, ItemKind kind, ulong epoch, ReadOnlySpan<byte> itemHash)
    {
        Span<byte> middle = stackalloc byte[17];
        BinaryPrimitives.WriteInt64BigEndian(middle, sequence);
        middle[8] = (byte)kind;
        BinaryPrimitives.WriteUInt64BigEndian(middle[9..], epoch);
        return SHA256.HashData([.. previous, .. middle, .. itemHash]);
    }
}
