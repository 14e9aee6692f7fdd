using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Content;

/// <summary>A member's newest name and mailbox.</summary>
/// <param name="Profile">Signed by the member's device.</param>
public sealed record ProfileContent(
    Signed<Profile> Profile) : ContentBody, IDialogueObject<ProfileContent>
{
    /// <inheritdoc />
    public override ContentKind Kind => ContentKind.Profile;

    /// <inheritdoc />
    public static int MaxBytes => 2048;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static ProfileContent Read(ObjectReader fields) =>
        new(
            SignedCodec.DecodeSigned<Profile>(fields.Bytes(1, 1, MaxBytes).Span))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Profile.Encode());
    }

    internal override byte[] EncodeBody() => this.Encode();
}
