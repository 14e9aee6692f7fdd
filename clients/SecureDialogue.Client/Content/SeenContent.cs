using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Content;

/// <summary>Says nothing but what every message's envelope says: how far the sender has read. Runs the retention clock.</summary>
public sealed record SeenContent : ContentBody, IDialogueObject<SeenContent>
{
    /// <inheritdoc />
    public override ContentKind Kind => ContentKind.Seen;

    /// <inheritdoc />
    public static int MaxBytes => 64;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static SeenContent Read(ObjectReader fields)
    {
        return new() { Unknown = fields.Finish() };
    }

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {

    }

    internal override byte[] EncodeBody() => this.Encode();
}
