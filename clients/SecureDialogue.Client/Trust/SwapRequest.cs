using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>Asks any member to swap the sender's leaf; signed by the leaf key, inside a letter signed by the device.</summary>
/// <param name="Channel">The channel's id.</param>
/// <param name="LeafNode">SHA-256 of the leaf node that now stands in the tree.</param>
/// <param name="Hour">When.</param>
public sealed record SwapRequest(
    Opaque Channel,
    ObjectHash LeafNode,
    UnixHour Hour) : ISignedObject<SwapRequest>
{
    /// <inheritdoc />
    public static int MaxBytes => 512;

    /// <inheritdoc />
    public static string Label => SigningLabels.SwapRequest;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static SwapRequest Read(ObjectReader fields) =>
        new(
            fields.Bytes(1, 16, 64),
            fields.Hash(2),
            fields.Hour(3))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Channel);
        fields.Bytes(2, LeafNode.Value);
        fields.Number(3, Hour.Value);
    }
}
