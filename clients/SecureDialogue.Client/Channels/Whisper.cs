using System.Buffers.Binary;
using System.Security.Cryptography;
using SecureDialogue.Client.Trust;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Channels;

/// <summary>
/// Something that is said to whoever is here and is kept nowhere. Any member of the epoch could have made it in another's name.
/// <code>
/// nonce (24) || XChaCha20-Poly1305(key, nonce, "SecureDialogue whisper" || 0x00 || channel || epoch u64, kind u8 || leaf u32 || zeros to 16)
/// key = MLS-Exporter("SecureDialogue whisper", channel, 32)
/// </code>
/// </summary>
/// <param name="Kind">What is said.</param>
/// <param name="Leaf">Who says it.</param>
internal sealed record Whisper(WhisperKind Kind, uint Leaf)
{
    private const int PlainBytes = 16;

    /// <summary>Seals it for the group's epoch.</summary>
    internal byte[] Seal(MlsGroup group, ChannelId channel)
    {
        var key = Key(group);
        try
        {
            return Seal(key, RandomNumberGenerator.GetBytes(XChaCha20Poly1305.NonceBytes), channel, group.Epoch);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    internal byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ChannelId channel, ulong epoch)
    {
        Span<byte> plain = stackalloc byte[PlainBytes];
        plain.Clear();
        plain[0] = (byte)Kind;
        BinaryPrimitives.WriteUInt32BigEndian(plain[1..], Leaf);
        return [.. nonce, .. XChaCha20Poly1305.Seal(key, nonce, AssociatedData(channel, epoch), plain)];
    }

    /// <summary>Opens what was whispered in the group's epoch; null for what nobody of the epoch sealed, or of another kind or shape.</summary>
    internal static Whisper? Open(ReadOnlySpan<byte> bytes, MlsGroup group, ChannelId channel)
    {
        var key = Key(group);
        try
        {
            return Open(bytes, key, channel, group.Epoch);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    internal static Whisper? Open(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> key, ChannelId channel, ulong epoch)
    {
        if (bytes.Length != XChaCha20Poly1305.NonceBytes + PlainBytes + XChaCha20Poly1305.TagBytes
            || !XChaCha20Poly1305.TryOpen(key, bytes[..XChaCha20Poly1305.NonceBytes], AssociatedData(channel, epoch), bytes[XChaCha20Poly1305.NonceBytes..], out var plain))
        {
            return null;
        }

        var kind = (WhisperKind)plain[0];
        return Enum.IsDefined(kind) && !plain.AsSpan(5).ContainsAnyExcept((byte)0)
            ? new Whisper(kind, BinaryPrimitives.ReadUInt32BigEndian(plain.AsSpan(1)))
            : null;
    }

    private static byte[] Key(MlsGroup group) => group.Export(SigningLabels.Whisper, group.GroupId.Span, XChaCha20Poly1305.KeyBytes);

    private static byte[] AssociatedData(ChannelId channel, ulong epoch)
    {
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(number, epoch);
        return SigningLabels.Frame(SigningLabels.Whisper, [.. channel.ToBytes(), .. number]);
    }
}
