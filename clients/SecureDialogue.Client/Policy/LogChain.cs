using System.Buffers.Binary;
using System.Security.Cryptography;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Policy;

/// <summary>The hash chain over a channel's log: d(n) = SHA-256(d(n-1) || n || kind || epoch || SHA-256(item n)), n and epoch u64, kind u8.</summary>
public static class LogChain
{
    /// <summary>d(0) = SHA-256("SecureDialogue log" || 0x00 || channel id).</summary>
    /// <param name="channel">The channel's id.</param>
    public static LogPosition Start(Opaque channel) =>
        new(0, new Opaque(SHA256.HashData(SigningLabels.Frame(SigningLabels.Log, channel.Span))));

    /// <summary>The place after one more item.</summary>
    /// <param name="before">The place before it.</param>
    /// <param name="kind">The item's kind, as the relay numbers kinds.</param>
    /// <param name="epoch">The item's epoch.</param>
    /// <param name="itemHash">SHA-256 of the item; for a void or expired one, the hash the relay kept.</param>
    public static LogPosition Next(LogPosition before, byte kind, ulong epoch, Opaque itemHash)
    {
        var number = before.Number + 1;
        Span<byte> header = stackalloc byte[17];
        BinaryPrimitives.WriteUInt64BigEndian(header, number);
        header[8] = kind;
        BinaryPrimitives.WriteUInt64BigEndian(header[9..], epoch);
        return new LogPosition(number, new Opaque(SHA256.HashData([.. before.Digest.Span, .. header, .. itemHash.Span])));
    }
}
