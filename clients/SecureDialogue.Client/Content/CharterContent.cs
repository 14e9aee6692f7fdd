using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Content;

/// <summary>The Charter's versions; an amendment has effect in a channel after its place in that channel's log.</summary>
/// <param name="Charters">From version 1 on.</param>
public sealed record CharterContent(
    SignedCharterChain Charters) : ContentBody, IDialogueObject<CharterContent>
{
    /// <inheritdoc />
    public override ContentKind Kind => ContentKind.Charter;

    /// <inheritdoc />
    public static int MaxBytes => SignedCharterChain.MaxBytes + 1024;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static CharterContent Read(ObjectReader fields) =>
        new(
            fields.Charters(1))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Charters.Encode());
    }

    internal override byte[] EncodeBody() => this.Encode();
}
