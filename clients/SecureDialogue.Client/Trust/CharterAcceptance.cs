using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>Says that a person accepts one version of the Charter; signed by their device.</summary>
/// <param name="Dialogue">The dialogue.</param>
/// <param name="Charter">The version.</param>
/// <param name="Device">Whose acceptance.</param>
/// <param name="Hour">When.</param>
public sealed record CharterAcceptance(
    DialogueId Dialogue,
    ObjectHash Charter,
    DeviceKey Device,
    UnixHour Hour) : ISignedObject<CharterAcceptance>
{
    /// <inheritdoc />
    public static int MaxBytes => 512;

    /// <inheritdoc />
    public static string Label => SigningLabels.CharterAcceptance;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static CharterAcceptance Read(ObjectReader fields) =>
        new(
            fields.Dialogue(1),
            fields.Hash(2),
            fields.Device(3),
            fields.Hour(4))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Dialogue.Value);
        fields.Bytes(2, Charter.Value);
        fields.Bytes(3, Device.Value);
        fields.Number(4, Hour.Value);
    }
}
