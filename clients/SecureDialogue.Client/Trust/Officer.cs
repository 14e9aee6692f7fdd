using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>One of the people whose signatures the Charter counts.</summary>
/// <param name="Key">The key the officer signs with.</param>
/// <param name="Party">Whose officer; null for a neutral one.</param>
/// <param name="Roles">What the officer does.</param>
public sealed record Officer(
    DeviceKey Key,
    PartyCode? Party,
    Roles Roles) : IDialogueObject<Officer>
{
    /// <inheritdoc />
    public static int MaxBytes => 256;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static Officer Read(ObjectReader fields) =>
        new(fields.Device(1), fields.OptionalParty(2), fields.RoleSet(3, (Roles)1)) { Unknown = fields.Finish() };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Key.Value);
        fields.Party(2, Party);
        fields.Number(3, (ulong)Roles);
    }

    /// <summary>The officer as a signature rule sees them.</summary>
    public Signer AsSigner() => new(Key, Party, Roles);
}
