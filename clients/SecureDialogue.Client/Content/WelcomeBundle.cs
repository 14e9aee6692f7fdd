using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Content;

/// <summary>A Welcome and the pack beside it, before they are cut into letters.</summary>
/// <param name="Welcome">The encoded MLS Welcome.</param>
/// <param name="Pack">The pack.</param>
public sealed record WelcomeBundle(
    Opaque Welcome,
    JoinerPack Pack) : IDialogueObject<WelcomeBundle>
{
    /// <inheritdoc />
    public static int MaxBytes => ObjectLimits.MaxObjectBytes;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static WelcomeBundle Read(ObjectReader fields) =>
        new(
            fields.Bytes(1, 1, MaxBytes),
            JoinerPack.Decode(fields.Bytes(2, 1, JoinerPack.MaxBytes).Span))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Welcome);
        fields.Bytes(2, Pack.Encode());
    }
}
