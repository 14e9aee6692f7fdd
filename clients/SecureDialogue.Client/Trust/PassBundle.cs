using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>Passes from the device that mints to an officer who invites or opens channels.</summary>
/// <param name="Passes">1 to 32.</param>
public sealed record PassBundle(
    IReadOnlyList<RelayPass> Passes) : IDialogueObject<PassBundle>
{
    /// <inheritdoc />
    public static int MaxBytes => 4608;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static PassBundle Read(ObjectReader fields) =>
        new(
            fields.Objects<RelayPass>(1, 1, 32))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Objects(1, Passes);
    }
}
