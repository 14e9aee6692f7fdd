using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Content;

/// <summary>Words that answer a message of the same channel. It is named by its id alone: nothing of what it says travels, so a reply carries nobody's words elsewhere.</summary>
/// <param name="To">The message that is answered. Nobody need have kept it.</param>
/// <param name="Words">The words, as in a message that answers nothing.</param>
public sealed record ReplyContent(MessageId To, TextContent Words) : ContentBody, IDialogueObject<ReplyContent>
{
    /// <inheritdoc />
    public override ContentKind Kind => ContentKind.Reply;

    /// <inheritdoc />
    public static int MaxBytes => TextContent.MaxBytes;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static ReplyContent Read(ObjectReader fields)
    {
        var words = TextContent.ReadWords(fields);
        return new(new MessageId(fields.Bytes(4, MessageId.Bytes)), words) { Unknown = fields.Finish() };
    }

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        Words.Write(fields);
        fields.Bytes(4, To.Value);
    }

    internal override byte[] EncodeBody() => this.Encode();
}
