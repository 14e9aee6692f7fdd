using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Content;

/// <summary>What never changes in a channel: GroupContext extension 0xF0D1, required of every member.</summary>
/// <param name="Dialogue">The dialogue.</param>
/// <param name="Kind">What the channel is for.</param>
/// <param name="Party">Whose caucus; null for every other kind.</param>
/// <param name="SuiteId">The cipher suite.</param>
public sealed record ChannelDescriptor(
    DialogueId Dialogue,
    ChannelKind Kind,
    PartyCode? Party,
    int SuiteId) : IDialogueObject<ChannelDescriptor>
{
    /// <summary>The GroupContext extension that holds the descriptor.</summary>
    public const ushort ExtensionType = 0xF0D1;

    /// <summary>The GroupInfo extension that holds the <see cref="JoinerPack"/>'s hash.</summary>
    public const ushort JoinerPackExtensionType = 0xF0D2;

    /// <inheritdoc />
    public static int MaxBytes => 256;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static ChannelDescriptor Read(ObjectReader fields)
    {
        var kind = fields.Choice<ChannelKind>(2);
        TrustFields.Require(fields.Has(3) == (kind == ChannelKind.Caucus), "a caucus names its party and no other channel does");
        return new(fields.Dialogue(1), kind, fields.OptionalParty(3), (int)fields.Number(4, 1, ushort.MaxValue)) { Unknown = fields.Finish() };
    }

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Dialogue.Value);
        fields.Number(2, (ulong)Kind);
        fields.Party(3, Party);
        fields.Number(4, (ulong)SuiteId);
    }
}
