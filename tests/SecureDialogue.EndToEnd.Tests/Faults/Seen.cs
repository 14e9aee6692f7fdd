using SecureDialogue.Wire;

namespace SecureDialogue.EndToEnd.Tests.Faults;

/// <summary>An item as one client had it: where it stands, which it is, what it says.</summary>
internal readonly record struct Seen(long Sequence, string Message, string Hash)
{
    public static Seen Of(LogItem item) =>
        new(item.Sequence, Convert.ToHexString(item.Message.ToBytes()), Convert.ToHexString(item.Hash.Span));

    public static Seen Of(long sequence, MessageId message, ReadOnlySpan<byte> bytes) =>
        new(sequence, Convert.ToHexString(message.ToBytes()), Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes)));
}
