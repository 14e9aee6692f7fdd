using System.Text.Json.Serialization;

namespace SecureDialogue.Wire;

/// <summary>A dialogue as the relay knows it: random, and no relation to the hash of its Charter. 16 random bytes.</summary>
/// <param name="Value">The 16 bytes as a big-endian number.</param>
[JsonConverter(typeof(OpaqueIdJsonConverter<RelayDialogueId>))]
public readonly record struct RelayDialogueId(UInt128 Value) : IOpaqueId<RelayDialogueId>
{
    /// <inheritdoc />
    public static RelayDialogueId Of(UInt128 value) => new(value);
}
