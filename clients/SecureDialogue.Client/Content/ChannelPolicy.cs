using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Content;

/// <summary>What may change in a channel; each one names its predecessor, and of two with one predecessor the earlier in the log holds.</summary>
/// <param name="Channel">The channel's id.</param>
/// <param name="Number">1 and up.</param>
/// <param name="Previous">The id of the policy before; null for the first.</param>
/// <param name="Title">1 to 128 characters.</param>
/// <param name="Kind">The channel's kind.</param>
/// <param name="Regime">What may be said outside.</param>
/// <param name="RetentionDays">1 to 30.</param>
/// <param name="StewardKeys">At most 4 Ed25519 keys.</param>
/// <param name="Floor">Who may speak.</param>
/// <param name="SlowModeSeconds">Seconds between two messages of one member; 0 for none.</param>
/// <param name="Pause">The pause, if there is one.</param>
/// <param name="SignerAdmission">The admission of the facilitator who signs.</param>
/// <param name="Hour">When.</param>
public sealed record ChannelPolicy(
    Opaque Channel,
    int Number,
    ObjectHash? Previous,
    string Title,
    ChannelKind Kind,
    Regime Regime,
    int RetentionDays,
    IReadOnlyList<Opaque> StewardKeys,
    FloorMode Floor,
    int SlowModeSeconds,
    ChannelPause? Pause,
    ObjectHash SignerAdmission,
    UnixHour Hour) : ISignedObject<ChannelPolicy>
{
    /// <inheritdoc />
    public static int MaxBytes => 8192;

    /// <inheritdoc />
    public static string Label => SigningLabels.ChannelPolicy;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static ChannelPolicy Read(ObjectReader fields)
    {
        var number = (int)fields.Number(2, 1, int.MaxValue);
        TrustFields.Require(fields.Has(3) == number > 1, "policy 1 has no predecessor and every later one has");
        return new(
            fields.Bytes(1, 16, 64),
            number,
            fields.OptionalHash(3),
            fields.Text(4, 1, 128),
            fields.Choice<ChannelKind>(5),
            fields.Choice<Regime>(6),
            (int)fields.Number(7, 1, Charter.MaxRetentionDays),
            fields.ByteStrings(8, 4, 32, 32),
            fields.Choice<FloorMode>(9),
            (int)fields.Number(10, 0, 86400),
            fields.Has(11) ? fields.Object<ChannelPause>(11) : null,
            fields.Hash(12),
            fields.Hour(13))
        {
            Unknown = fields.Finish(),
        };
    }

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Channel);
        fields.Number(2, (ulong)Number);
        fields.Bytes(3, Previous?.Value);
        fields.Text(4, Title);
        fields.Number(5, (ulong)Kind);
        fields.Number(6, (ulong)Regime);
        fields.Number(7, (ulong)RetentionDays);
        fields.ByteStrings(8, StewardKeys);
        fields.Number(9, (ulong)Floor);
        fields.Number(10, (ulong)SlowModeSeconds);
        if (Pause is not null)
        {
            fields.Object(11, Pause);
        }

        fields.Bytes(12, SignerAdmission.Value);
        fields.Number(13, Hour.Value);
    }
}
