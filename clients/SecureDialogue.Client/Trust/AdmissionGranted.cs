using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>Tells an applicant that all signatures are there.</summary>
/// <param name="Request">The request's id.</param>
/// <param name="Admission">The admission.</param>
/// <param name="Charters">The Charter as the officer knows it.</param>
public sealed record AdmissionGranted(
    ObjectHash Request,
    CoSigned<Admission> Admission,
    SignedCharterChain Charters) : IDialogueObject<AdmissionGranted>
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
            fields.Charters(3))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Request.Value);
        fields.Bytes(2, Admission.Encode());
        fields.Bytes(3, Charters.Encode());
    }
}
