using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>Where and how somebody is admitted, when not everywhere and fully.</summary>
/// <param name="Channels">The only channels; none listed means any. At most 8.</param>
/// <param name="ListensOnly">Whether the person posts nothing.</param>
public sealed record AdmissionLimits(
    IReadOnlyList<Opaque> Channels,
    bool ListensOnly) : IDialogueObject<AdmissionLimits>
{
    /// <summary>No limits.</summary>
    public static AdmissionLimits None { get; } = new([], false);

    /// <inheritdoc />
    public static int MaxBytes => 512;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static AdmissionLimits Read(ObjectReader fields) =>
        new(fields.ByteStrings(1, 8, 16, 64), fields.Number(2, 0, 1) == 1) { Unknown = fields.Finish() };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.ByteStrings(1, Channels);
        fields.Number(2, ListensOnly ? 1UL : 0);
    }
}
