using System.Buffers.Binary;
using System.Security.Cryptography;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels;

/// <summary>
/// What a node tells the others when it has stored an item. A large one is only named, and read from the log.
/// <code>
/// sequence (8) | [ epoch (8) | kind (1) | access key (32) | message id (16) | bytes ]
/// </code>
/// </summary>
internal sealed record StoredWord(long Sequence, byte[] Key, LogItem? Item)
{
    /// <summary>Larger items are not sent along.</summary>
    private const int InlineBytes = 4096;

    private const int KindAt = 16;
    private const int KeyAt = 17;
    private const int MessageAt = KeyAt + Limits.KeyBytes;
    private const int BytesAt = MessageAt + 16;

    public static byte[] Encode(byte[] key, LogItem item)
    {
        if (item.Bytes.Length is 0 or > InlineBytes)
        {
            return Encode(item.Sequence);
        }

        var word = new byte[BytesAt + item.Bytes.Length];
        BinaryPrimitives.WriteInt64BigEndian(word, item.Sequence);
        BinaryPrimitives.WriteUInt64BigEndian(word.AsSpan(8), item.Epoch);
        word[KindAt] = (byte)item.Kind;
        key.CopyTo(word, KeyAt);
        item.Message.ToBytes().CopyTo(word, MessageAt);
        item.Bytes.Span.CopyTo(word.AsSpan(BytesAt));
        return word;
    }

    /// <summary>Names an item.</summary>
    public static byte[] Encode(long sequence)
    {
        var word = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(word, sequence);
        return word;
    }

    /// <summary>Null when it is none: who can write to Redis can make nobody fail.</summary>
    public static StoredWord? Decode(byte[] word)
    {
        if (word.Length != 8 && word.Length is <= BytesAt or > BytesAt + InlineBytes)
        {
            return null;
        }

        var sequence = BinaryPrimitives.ReadInt64BigEndian(word);
        if (word.Length == 8)
        {
            return new StoredWord(sequence, [], null);
        }

        var bytes = word[BytesAt..];
        var item = new LogItem(
            sequence, OpaqueId.Read<MessageId>(word.AsSpan(MessageAt, BytesAt - MessageAt)), (ItemKind)word[KindAt],
            BinaryPrimitives.ReadUInt64BigEndian(word.AsSpan(8)), SHA256.HashData(bytes), bytes, false);
        return Enum.IsDefined(item.Kind) ? new StoredWord(sequence, word[KeyAt..MessageAt], item) : null;
    }
}
