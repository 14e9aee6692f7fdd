using System.Text.Json.Serialization;

namespace SecureDialogue.Wire;

/// <summary>One posted item: the sender draws it, and a retry carries the same. 16 random bytes.</summary>
/// <param name="Value">The 16 bytes as a big-endian number.</param>
[JsonConverter(typeof(OpaqueIdJsonConverter<MessageId>))]
public readonly record struct MessageId(UInt128 Value) : IOpaqueId<MessageId>
{
    /// <inheritdoc />
    public static MessageId Of(UInt128 value) => new(value);
}
