using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>Says that one device of one person may enter the channels of a dialogue.</summary>
/// <param name="Dialogue">The dialogue.</param>
/// <param name="Charter">The version whose rules the signatures meet.</param>
/// <param name="Person">The person, the same for all devices.</param>
/// <param name="Device">The device's key.</param>
/// <param name="Party">The person's party; null for neutral.</param>
/// <param name="Roles">What the person does, at least one.</param>
/// <param name="NotBefore">The first hour; it enforces the objection window.</param>
/// <param name="NotAfter">The first hour at which it is expired.</param>
/// <param name="Limits">Where it holds; null for everywhere.</param>
/// <param name="Earlier">For a further or returning device: an earlier admission of the same person, which the device rule extends. Null for a first device, which needs the admission rule.</param>
public sealed record Admission(
    DialogueId Dialogue,
    ObjectHash Charter,
    PersonTag Person,
    DeviceKey Device,
    PartyCode? Party,
    Roles Roles,
    UnixHour NotBefore,
    UnixHour NotAfter,
    AdmissionLimits? Limits = null,
    CoSigned<Admission>? Earlier = null) : ISignedObject<Admission>
{
    /// <inheritdoc />
    public static int MaxBytes => 1800;

    /// <inheritdoc />
    public static string Label => SigningLabels.Admission;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static Admission Read(ObjectReader fields)
    {
        var admission = new Admission(
            fields.Dialogue(1),
            fields.Hash(2),
            fields.Person(3),
            fields.Device(4),
            fields.OptionalParty(5),
            fields.RoleSet(6, (Roles)1),
            fields.Hour(7),
            fields.Hour(8),
            fields.Has(9) ? fields.Object<AdmissionLimits>(9) : null,
            fields.Has(10) ? fields.SignedAdmission(10) : null);
        TrustFields.Require(admission.NotBefore < admission.NotAfter, "an admission ends after it begins");
        return admission with { Unknown = fields.Finish() };
    }

    /// <summary>
    /// Whether a cut of a whole person reaches it: one that begins by the hour of the cut, and every device that came by one of these, whenever
    /// it begins. Nobody can tell what was signed first within an hour, so that the whole of it belongs to the cut.
    /// </summary>
    internal bool Reaches(PersonTag person, UnixHour hour) => Person == person && (NotBefore <= hour || (Earlier?.Body.Reaches(person, hour) ?? false));

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Dialogue.Value);
        fields.Bytes(2, Charter.Value);
        fields.Bytes(3, Person.Value);
        fields.Bytes(4, Device.Value);
        fields.Party(5, Party);
        fields.Number(6, (ulong)Roles);
        fields.Number(7, NotBefore.Value);
        fields.Number(8, NotAfter.Value);
        if (Limits is not null)
        {
            fields.Object(9, Limits);
        }

        if (Earlier is not null)
        {
            fields.Bytes(10, Earlier.Encode());
        }
    }
}
