using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Content;

/// <summary>What a joiner needs beside the Welcome; its hash stands in the signed GroupInfo.</summary>
/// <param name="Charters">The Charter's versions.</param>
/// <param name="Revocations">All revocations posted in the channel.</param>
/// <param name="Policy">The policy in force and its signer's admission; null before the first.</param>
/// <param name="Profiles">Every member's newest profile.</param>
/// <param name="Roster">The members after the commit.</param>
public sealed record JoinerPack(
    SignedCharterChain Charters,
    IReadOnlyList<CoSigned<Revocation>> Revocations,
    PolicyContent? Policy,
    IReadOnlyList<Signed<Profile>> Profiles,
    IReadOnlyList<RosterEntry> Roster) : IDialogueObject<JoinerPack>
{
    /// <summary>The most members of a channel.</summary>
    public const int MaxMembers = 128;

    /// <inheritdoc />
    public static int MaxBytes => 900 * 1024;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static JoinerPack Read(ObjectReader fields) =>
        new(
            fields.Charters(1),
            [.. fields.ByteStrings(2, 256, 1, RevocationContent.MaxBytes).Select(bytes => SignedCodec.DecodeCoSigned<Revocation>(bytes.Span))],
            fields.Has(3) ? PolicyContent.Decode(fields.Bytes(3, 1, PolicyContent.MaxBytes).Span) : null,
            [.. fields.ByteStrings(4, MaxMembers, 1, Profile.MaxBytes).Select(bytes => SignedCodec.DecodeSigned<Profile>(bytes.Span))],
            fields.Objects<RosterEntry>(5, 0, MaxMembers))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Charters.Encode());
        fields.ByteStrings(2, Revocations.Select(revocation => new Opaque(revocation.Encode())));
        if (Policy is not null)
        {
            fields.Bytes(3, Policy.Encode());
        }

        fields.ByteStrings(4, Profiles.Select(profile => new Opaque(profile.Encode())));
        fields.Objects(5, Roster);
    }
}
