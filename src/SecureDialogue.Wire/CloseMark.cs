using System.Security.Cryptography;

namespace SecureDialogue.Wire;

/// <summary>
/// What the relay keeps beside a dialogue, a mailbox and a channel, so that whoever holds the dialogue's closing key finds them:
/// <c>tag (16) || HMAC-SHA256(closing key, "SecureDialogue close" || 0x00 || tag)</c>, the first 16 bytes. Without the key no two marks
/// show that they are of one dialogue. The tag of a dialogue's own mark is its id, every other one is random.
/// </summary>
public static class CloseMark
{
    /// <summary>Bytes of a mark.</summary>
    public const int Bytes = 2 * TagBytes;

    /// <summary>Bytes of a tag.</summary>
    public const int TagBytes = 16;

    private static ReadOnlySpan<byte> Label => "SecureDialogue close\0"u8;

    /// <summary>A mark for whatever a pass is spent on.</summary>
    /// <param name="closingKey">32 bytes.</param>
    public static byte[] Draw(ReadOnlySpan<byte> closingKey) => Of(closingKey, RandomNumberGenerator.GetBytes(TagBytes));

    /// <summary>The mark with this tag.</summary>
    /// <param name="closingKey">32 bytes.</param>
    /// <param name="tag">16 bytes.</param>
    public static byte[] Of(ReadOnlySpan<byte> closingKey, ReadOnlySpan<byte> tag)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(closingKey.Length, Limits.KeyBytes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(tag.Length, TagBytes);
        var code = HMACSHA256.HashData(closingKey, (byte[])[.. Label, .. tag]);
        return [.. tag, .. code.AsSpan(0, Bytes - TagBytes)];
    }

    /// <summary>Whether the closing key made this mark.</summary>
    /// <param name="closingKey">32 bytes.</param>
    /// <param name="mark">What stands beside a row.</param>
    public static bool IsOf(ReadOnlySpan<byte> closingKey, ReadOnlySpan<byte> mark) =>
        mark.Length == Bytes && CryptographicOperations.FixedTimeEquals(Of(closingKey, mark[..TagBytes]), mark);
}
