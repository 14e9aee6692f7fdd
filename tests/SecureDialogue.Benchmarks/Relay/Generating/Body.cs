using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SecureDialogue.Benchmarks.Relay.Generating;

/// <summary>
/// A sealed body: 1,024 random bytes, or their base64 where a protocol carries text, that begins with a marker: who sent it and
/// when. The marker is searched for, nothing around it is parsed.
/// <code>
/// magic (8) | microseconds (16 hex) | member (8 hex) | random
/// </code>
/// </summary>
internal static class Body
{
    internal const int Bytes = 1024;
    internal const int MarkerBytes = 32;

    internal static ReadOnlySpan<byte> Magic => "q7Zk9XwB"u8;

    /// <summary>A body without its marker.</summary>
    internal static byte[] Draw(bool isText)
    {
        var random = RandomNumberGenerator.GetBytes(Bytes);
        return isText ? Encoding.ASCII.GetBytes(Convert.ToBase64String(random)) : random;
    }

    internal static void Mark(Span<byte> body, long microseconds, int member)
    {
        Magic.CopyTo(body);
        _ = Utf8Formatter.TryFormat(microseconds, body[8..], out _, new('x', 16));
        _ = Utf8Formatter.TryFormat(member, body[24..], out _, new('x', 8));
    }

    internal static (long Microseconds, int Member) Read(ReadOnlySpan<byte> marker) => (
        long.Parse(marker.Slice(8, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
        int.Parse(marker.Slice(24, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
}
