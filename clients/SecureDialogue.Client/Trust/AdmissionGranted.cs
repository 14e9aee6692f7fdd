using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>Tells an applicant that all signatures are there.</summary>
/// <param name="Request">The request's id.</param>
/// <param name="Admission">The admission.</param>
/// <param name="Charters">The Charter as the officer knows it.</param>
/// <param name="Spare">A mailbox pass for a further device of the person; absent when the officer had none to give.</param>
public sealed record AdmissionGranted(
    ObjectHash Request,
    CoSigned<Admission> Admission,
    SignedCharterChain Charters,
    RelayPass? Spare = null) : IDialogueObject<AdmissionGranted>
{
    /// <inheritdoc />
    public static int MaxBytes => SignedCharterChain.MaxBytes + 4096;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static AdmissionGranted Read(ObjectReader fields) =>
        new(
            fields.Hash(1),
            fields.SignedAdmission(2),
            fields.Charters(3),
            fields.Has(4) ? fields.Object<RelayPass>(4) : null)
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Request.Value);
        fields.Bytes(2, Admission.Encode());
        fields.Bytes(3, Charters.Encode());
        if (Spare is not null)
        {
            fields.Object(4, Spare);
        }
    }
}
