using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Policy;

namespace SecureDialogue.Client.Content;

/// <summary>What MLS application data holds: an envelope that ties the message to the sender's view of the log, and the body.</summary>
/// <param name="Id">The id, the same outside.</param>
/// <param name="SentAt">The sender's clock, in seconds since 1970.</param>
/// <param name="Seen">The last place in the log up to which the sender has everything.</param>
/// <param name="Body">What it says.</param>
public sealed record ContentMessage(
    MessageId Id,
    ulong SentAt,
    LogPosition Seen,
    ContentBody Body) : IDialogueObject<ContentMessage>
{
    /// <inheritdoc />
    public static int MaxBytes => ObjectLimits.MaxObjectBytes;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static ContentMessage Read(ObjectReader fields)
    {
        var id = new MessageId(fields.Bytes(1, MessageId.Bytes));
        var sentAt = fields.Number(2, 0, uint.MaxValue);
        var seen = new LogPosition(fields.Number(3, 0, long.MaxValue), fields.Bytes(4, 32));
        var kind = (ContentKind)fields.Number(5, 1, ushort.MaxValue);
        var body = ContentBody.DecodeBody(kind, fields.Bytes(6, 0, ContentBody.MaxEncodedBytes));
        return new(id, sentAt, seen, body) { Unknown = fields.Finish() };
    }

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Id.Value);
        fields.Number(2, SentAt);
        fields.Number(3, Seen.Number);
        fields.Bytes(4, Seen.Digest);
        fields.Number(5, (ulong)Body.Kind);
        fields.Bytes(6, Body.EncodeBody());
    }

    /// <summary>Encodes and pads, for MLS to encrypt.</summary>
    public byte[] ToApplicationData() => SizeClasses.Pad(this.Encode());

    /// <summary>Takes the padding off and decodes.</summary>
    /// <param name="data">What MLS decrypted.</param>
    /// <exception cref="MalformedObjectException">It is not a padded message.</exception>
    public static ContentMessage FromApplicationData(ReadOnlySpan<byte> data) => ContentMessage.Decode(SizeClasses.Unpad(data));
}
