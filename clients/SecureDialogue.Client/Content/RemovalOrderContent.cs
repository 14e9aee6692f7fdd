using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Content;

/// <summary>An order to remove somebody, read by all.</summary>
/// <param name="Order">Signed by the Charter's quorum.</param>
public sealed record RemovalOrderContent(
    CoSigned<RemovalOrder> Order) : ContentBody, IDialogueObject<RemovalOrderContent>
{
    /// <inheritdoc />
    public override ContentKind Kind => ContentKind.RemovalOrder;

    /// <inheritdoc />
    public static int MaxBytes => 8192;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static RemovalOrderContent Read(ObjectReader fields) =>
        new(
            SignedCodec.DecodeCoSigned<RemovalOrder>(fields.Bytes(1, 1, MaxBytes).Span))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Order.Encode());
    }

    internal override byte[] EncodeBody() => this.Encode();
}
