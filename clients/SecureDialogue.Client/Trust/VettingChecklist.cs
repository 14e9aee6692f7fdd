using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>What officers write down of somebody before they sign; it travels to officers only.</summary>
/// <param name="Standing">In what capacity the person comes.</param>
/// <param name="Acceptability">Who vouches and why the other side can accept the person, up to 1000 characters.</param>
/// <param name="Legal">What counsel said.</param>
public sealed record VettingChecklist(
    Standing Standing,
    string Acceptability,
    LegalGate Legal) : IDialogueObject<VettingChecklist>
{
    /// <inheritdoc />
    public static int MaxBytes => 10240;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static VettingChecklist Read(ObjectReader fields) =>
        new(
            fields.Choice<Standing>(1),
            fields.Text(2, 0, 1000),
            fields.Object<LegalGate>(3))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Number(1, (ulong)Standing);
        fields.Text(2, Acceptability);
        fields.Object(3, Legal);
    }
}
