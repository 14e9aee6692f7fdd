using System.Text.Json.Serialization;

namespace SecureDialogue.Wire;

/// <summary>A mailbox on one relay. 16 random bytes.</summary>
/// <param name="Value">The 16 bytes as a big-endian number.</param>
[JsonConverter(typeof(OpaqueIdJsonConverter<MailboxId>))]
public readonly record struct MailboxId(UInt128 Value) : IOpaqueId<MailboxId>
{
    /// <inheritdoc />
    public static MailboxId Of(UInt128 value) => new(value);
}
