using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Content;

/// <summary>Cuts off one device, or a person with all devices; signed by two who know the person, as the Charter's device rule says.</summary>
/// <param name="Dialogue">The dialogue.</param>
/// <param name="Charter">The version in force.</param>
/// <param name="Target">An admission of the device or person.</param>
/// <param name="WholePerson">Whether all of the person's devices are meant.</param>
/// <param name="Hour">When; it does not touch admissions of the person that begin later and extend none that does not.</param>
public sealed record Revocation(
    DialogueId Dialogue,
    ObjectHash Charter,
    CoSigned<Admission> Target,
    bool WholePerson,
    UnixHour Hour) : ISignedObject<Revocation>
{
    /// <summary>The most admissions beside the target's.</summary>
    public const int MaxOthers = 3;

    /// <summary>
    /// Admissions of the person's other devices: those that may sign as such. They travel in what is signed, because a channel judges by what its own
    /// log says, and not every device of a person stands in every channel.
    /// </summary>
    public IReadOnlyList<CoSigned<Admission>> Others { get; init; } = [];

    /// <inheritdoc />
    public static int MaxBytes => 8192;

    /// <inheritdoc />
    public static string Label => SigningLabels.Revocation;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static Revocation Read(ObjectReader fields)
    {
        var others = fields.Has(6) ? fields.ByteStrings(6, MaxOthers, 1, DeviceCredential.MaxBytes) : [];
        TrustFields.Require(fields.Has(6) == others.Count > 0, "an empty list of admissions is left out");
        return new(
            fields.Dialogue(1),
            fields.Hash(2),
            fields.SignedAdmission(3),
            fields.Number(4, 0, 1) == 1,
            fields.Hour(5))
        {
            Others = [.. others.Select(bytes => SignedCodec.DecodeCoSigned<Admission>(bytes.Span))],
            Unknown = fields.Finish(),
        };
    }

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Dialogue.Value);
        fields.Bytes(2, Charter.Value);
        fields.Bytes(3, Target.Encode());
        fields.Number(4, WholePerson ? 1UL : 0);
        fields.Number(5, Hour.Value);
        if (Others.Count > 0)
        {
            fields.ByteStrings(6, Others.Select(other => new Opaque(other.Encode())));
        }
    }

    /// <summary>
    /// Whether an admission is revoked by it. A revoked device key never returns. A revoked person returns by an admission that begins in a later hour
    /// and extends no earlier one: what was made in the hour of the cut, or before it for a later hour, is cut off as well.
    /// </summary>
    /// <param name="admission">The admission.</param>
    public bool Covers(Admission admission) => admission.Device == Target.Body.Device || (WholePerson && admission.Reaches(Target.Body.Person, Hour));

    /// <summary>The admissions that it carries, and the earlier ones inside them.</summary>
    internal IEnumerable<CoSigned<Admission>> Carried()
    {
        foreach (var one in Others.Prepend(Target))
        {
            for (var admission = one; admission is not null; admission = admission.Body.Earlier)
            {
                yield return admission;
            }
        }
    }
}
