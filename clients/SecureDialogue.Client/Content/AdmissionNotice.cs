using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Content;

/// <summary>Tells a channel of somebody who was admitted to the dialogue, before that person can be added anywhere.</summary>
/// <param name="Admission">With all its signatures.</param>
/// <param name="Name">The name the person chose.</param>
public sealed record AdmissionNotice(
    CoSigned<Admission> Admission,
    string Name) : ContentBody, IDialogueObject<AdmissionNotice>
{
    /// <inheritdoc />
    public override ContentKind Kind => ContentKind.AdmissionNotice;

    /// <inheritdoc />
    public static int MaxBytes => 4096;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static AdmissionNotice Read(ObjectReader fields) =>
        new(
            fields.SignedAdmission(1),
            fields.Name(2))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Admission.Encode());
        fields.Text(2, Name);
    }

    internal override byte[] EncodeBody() => this.Encode();
}
