using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Content;

/// <summary>Orders the removal of one admission or of a person from one channel or from all; signed by the Charter's quorum.</summary>
/// <param name="Dialogue">The dialogue.</param>
/// <param name="Charter">The version in force, whose quorum signs.</param>
/// <param name="Channel">The only channel; null for all.</param>
/// <param name="Admission">The admission to remove; null when a person is named.</param>
/// <param name="Person">The person to remove with all devices; null when an admission is named.</param>
/// <param name="Reason">In words, at most 512 characters.</param>
/// <param name="Hour">When; it does not touch admissions of a person that begin later and extend none that does not.</param>
public sealed record RemovalOrder(
    DialogueId Dialogue,
    ObjectHash Charter,
    Opaque? Channel,
    ObjectHash? Admission,
    PersonTag? Person,
    string Reason,
    UnixHour Hour) : ISignedObject<RemovalOrder>
{
    /// <inheritdoc />
    public static int MaxBytes => 4096;

    /// <inheritdoc />
    public static string Label => SigningLabels.RemovalOrder;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static RemovalOrder Read(ObjectReader fields)
    {
        TrustFields.Require(fields.Has(4) != fields.Has(5), "a removal order names an admission or a person");
        return new(
            fields.Dialogue(1),
            fields.Hash(2),
            fields.OptionalBytes(3, 16, 64),
            fields.OptionalHash(4),
            fields.Has(5) ? fields.Person(5) : null,
            fields.Text(6, 0, 512),
            fields.Hour(7))
        {
            Unknown = fields.Finish(),
        };
    }

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Dialogue.Value);
        fields.Bytes(2, Charter.Value);
        fields.Bytes(3, Channel);
        fields.Bytes(4, Admission?.Value);
        fields.Bytes(5, Person?.Value);
        fields.Text(6, Reason);
        fields.Number(7, Hour.Value);
    }

    /// <summary>Whether the order is about an admission in a channel.</summary>
    /// <param name="admission">The admission.</param>
    /// <param name="channel">The channel's id.</param>
    public bool Covers(CoSigned<Admission> admission, Opaque channel) =>
        (Channel is not { } only || only == channel)
        && (Admission is { } id ? id == admission.Id : admission.Body.Reaches(Person!.Value, Hour));
}
