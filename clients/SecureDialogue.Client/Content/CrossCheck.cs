using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Policy;

namespace SecureDialogue.Client.Content;

/// <summary>Tells another member by letter what one's own history looks like; halves of a split channel cannot read each other.</summary>
/// <param name="Channel">The channel's id.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="AuthenticatorHash">SHA-256 of the epoch's authenticator.</param>
/// <param name="Seen">The last place in the log up to which the sender has everything.</param>
public sealed record CrossCheck(
    Opaque Channel,
    ulong Epoch,
    Opaque AuthenticatorHash,
    LogPosition Seen) : IDialogueObject<CrossCheck>
{
    /// <inheritdoc />
    public static int MaxBytes => 256;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static CrossCheck Read(ObjectReader fields) =>
        new(
            fields.Bytes(1, 16, 64),
            fields.Number(2, 0, long.MaxValue),
            fields.Bytes(3, 32),
            new LogPosition(fields.Number(4, 0, long.MaxValue), fields.Bytes(5, 32)))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Channel);
        fields.Number(2, Epoch);
        fields.Bytes(3, AuthenticatorHash);
        fields.Number(4, Seen.Number);
        fields.Bytes(5, Seen.Digest);
    }
}
