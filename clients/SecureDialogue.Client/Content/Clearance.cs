using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Content;

/// <summary>An author marks own words as cleared: they may be quoted. Nobody else can, and it is not taken back.</summary>
/// <param name="Message">The author's own message, of the same channel.</param>
public sealed record Clearance(MessageId Message) : ContentBody, IDialogueObject<Clearance>
{
    /// <inheritdoc />
    public override ContentKind Kind => ContentKind.Clearance;

    /// <inheritdoc />
    public static int MaxBytes => 64;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static Clearance Read(ObjectReader fields) => new(new MessageId(fields.Bytes(1, MessageId.Bytes))) { Unknown = fields.Finish() };

    /// <inheritdoc />
    public void Write(ObjectWriter fields) => fields.Bytes(1, Message.Value);

    internal override byte[] EncodeBody() => this.Encode();
}
