using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Content;

/// <summary>A body of a newer version; shown as "needs a newer version", never as nothing.</summary>
/// <param name="UnknownKind">Its number.</param>
/// <param name="Bytes">Its bytes, as they came.</param>
public sealed record UnknownContent(ContentKind UnknownKind, Opaque Bytes) : ContentBody
{
    /// <inheritdoc />
    public override ContentKind Kind => UnknownKind;

    internal override byte[] EncodeBody() => Bytes.ToArray();
}
