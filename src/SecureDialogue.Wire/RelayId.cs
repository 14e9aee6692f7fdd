using System.Text.Json.Serialization;

namespace SecureDialogue.Wire;

/// <summary>One installation of a relay, for as long as its data live; every proof is bound to it. 16 random bytes.</summary>
/// <param name="Value">The 16 bytes as a big-endian number.</param>
[JsonConverter(typeof(OpaqueIdJsonConverter<RelayId>))]
public readonly record struct RelayId(UInt128 Value) : IOpaqueId<RelayId>
{
    /// <inheritdoc />
    public static RelayId Of(UInt128 value) => new(value);
}
