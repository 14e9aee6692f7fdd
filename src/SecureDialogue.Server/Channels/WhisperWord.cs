using System.Buffers.Binary;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels;

/// <summary>
/// What a node tells the others of a whisper, under the name of its channel.
/// <code>
/// -1 (8), which is no sequence | epoch (8) | access key (32) | bytes
/// </code>
/// </summary>
internal sealed record WhisperWord(ulong Epoch, byte[] Key, ReadOnlyMemory<byte> Bytes)
{
    private const long Mark = -1;
    private const int BytesAt = 16 + Limits.KeyBytes;

    public byte[] Encode()
    {
        var word = new byte[BytesAt + Bytes.Length];
        BinaryPrimitives.WriteInt64BigEndian(word, Mark);
        BinaryPrimitives.WriteUInt64BigEndian(word.AsSpan(8), Epoch);
        Key.CopyTo(word, 16);
        Bytes.Span.CopyTo(word.AsSpan(BytesAt));
        return word;
    }

    /// <summary>Null when it is none.</summary>
    public static WhisperWord? Decode(byte[] word) =>
        word.Length is > BytesAt and <= BytesAt + Limits.WhisperBytes && BinaryPrimitives.ReadInt64BigEndian(word) == Mark
            ? new WhisperWord(BinaryPrimitives.ReadUInt64BigEndian(word.AsSpan(8)), word[16..BytesAt], word.AsMemory(BytesAt))
            : null;
}
