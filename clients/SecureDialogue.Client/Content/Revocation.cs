using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Content;

/// <summary>Cuts off one device, or a person with all devices; signed by two who know the person, as the Charter's device rule says.</summary>
/// <param name="Dialogue">The dialogue.</param>
/// <param name="Charter">The version in force.</param>
/// <param name="Target">An admission of the device or person.</param>
/// <param name="WholePerson">Whether all of the person's devices are meant.</param>
/// <param name="Hour">When; it does not touch admissions of a person's other devices that begin later.</param>
public sealed record Revocation(
    DialogueId Dialogue,
    ObjectHash Charter,
    CoSigned<Admission> Target,
    bool WholePerson,
    UnixHour Hour) : ISignedObject<Revocation>
{
    /// <inheritdoc />
    public static int MaxBytes => 4096;

    /// <inheritdoc />
    public static string Label => SigningLabels.Revocation;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static Revocation Read(ObjectReader fields) =>
        new(
            fields.Dialogue(1),
            fields.Hash(2),
            fields.SignedAdmission(3),
            fields.Number(4, 0, 1) == 1,
            fields.Hour(5))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Dialogue.Value);
        fields.Bytes(2, Charter.Value);
        fields.Bytes(3, Target.Encode());
        fields.Number(4, WholePerson ? 1UL : 0);
        fields.Number(5, Hour.Value);
    }

    /// <summary>Whether an admission is revoked by it. A revoked device key never returns.</summary>
    /// <param name="admission">The admission.</param>
    public bool Covers(Admission admission) =>
        admission.Device == Target.Body.Device
        || (WholePerson && admission.Person == Target.Body.Person && admission.NotBefore <= Hour);
}
