using System.Text.Json.Serialization;

namespace SecureDialogue.Wire;

/// <summary>One letter: the sender draws it, and a retry carries the same. 16 random bytes.</summary>
/// <param name="Value">The 16 bytes as a big-endian number.</param>
[JsonConverter(typeof(OpaqueIdJsonConverter<LetterId>))]
public readonly record struct LetterId(UInt128 Value) : IOpaqueId<LetterId>
{
    /// <inheritdoc />
    public static LetterId Of(UInt128 value) => new(value);
}
