using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Content;

/// <summary>One member, as the committer's tree shows them.</summary>
/// <param name="Leaf">The leaf's index.</param>
/// <param name="Admission">The admission's hash.</param>
public sealed record RosterEntry(
    uint Leaf,
    ObjectHash Admission) : IDialogueObject<RosterEntry>
{
    /// <inheritdoc />
    public static int MaxBytes => 128;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static RosterEntry Read(ObjectReader fields) =>
        new(
            (uint)fields.Number(1, 0, uint.MaxValue),
            fields.Hash(2))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Number(1, Leaf);
        fields.Bytes(2, Admission.Value);
    }
}
