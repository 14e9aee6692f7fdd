using System.Text.Json.Serialization;

namespace SecureDialogue.Wire;

/// <summary>A channel on one relay; also the MLS group id. 16 random bytes.</summary>
/// <param name="Value">The 16 bytes as a big-endian number.</param>
[JsonConverter(typeof(OpaqueIdJsonConverter<ChannelId>))]
public readonly record struct ChannelId(UInt128 Value) : IOpaqueId<ChannelId>
{
    /// <inheritdoc />
    public static ChannelId Of(UInt128 value) => new(value);
}
