using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>Tells an applicant no.</summary>
/// <param name="Request">The request's id.</param>
/// <param name="Reason">In the officer's words, at most 512 characters.</param>
public sealed record RequestDeclined(
    ObjectHash Request,
    string Reason) : IDialogueObject<RequestDeclined>
{
    /// <inheritdoc />
    public static int MaxBytes => 4096;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static RequestDeclined Read(ObjectReader fields) =>
        new(
            fields.Hash(1),
            fields.Text(2, 0, 512))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Request.Value);
        fields.Text(2, Reason);
    }
}
