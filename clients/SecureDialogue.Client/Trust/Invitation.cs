using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>A link that lets one person apply, and no more: <c>address/#invite=…</c>.</summary>
/// <param name="Relay">Where the relay is.</param>
/// <param name="RelayId">The relay's own id, 16 to 64 bytes.</param>
/// <param name="Dialogue">The dialogue.</param>
/// <param name="Charter">The version in force.</param>
/// <param name="Inviter">Who invites, and whose signature it bears.</param>
/// <param name="Card">The inviter's mailbox.</param>
/// <param name="Secret">32 bytes used once.</param>
/// <param name="Pass">16 to 64 bytes that the relay takes for one new mailbox.</param>
/// <param name="CloseMark">32 bytes for the new mailbox's row.</param>
/// <param name="Party">The party to apply for; null for neutral.</param>
/// <param name="Roles">The roles to apply for.</param>
/// <param name="ExpiresAt">The first hour at which it is void.</param>
public sealed record Invitation(
    RelayAddress Relay,
    Opaque RelayId,
    DialogueId Dialogue,
    ObjectHash Charter,
    DeviceKey Inviter,
    MailboxCard Card,
    SecretBytes Secret,
    SecretBytes Pass,
    Opaque CloseMark,
    PartyCode? Party,
    Roles Roles,
    UnixHour ExpiresAt) : ISignedObject<Invitation>, ISignedLink
{
    private const string Word = "invite";

    /// <inheritdoc />
    public static int MaxBytes => 2048;

    /// <inheritdoc />
    public static string Label => SigningLabels.Invitation;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    ObjectHash ISignedLink.Id => this.Id;

    /// <inheritdoc />
    public static Invitation Read(ObjectReader fields) =>
        new(
            fields.Relay(1),
            fields.Bytes(2, 16, 64),
            fields.Dialogue(3),
            fields.Hash(4),
            fields.Device(5),
            fields.Object<MailboxCard>(6),
            fields.Secret(7, 32),
            fields.Secret(8, 16, 64),
            fields.Bytes(9, 32),
            fields.OptionalParty(10),
            fields.RoleSet(11, (Roles)1),
            fields.Hour(12))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Text(1, Relay.Value);
        fields.Bytes(2, RelayId);
        fields.Bytes(3, Dialogue.Value);
        fields.Bytes(4, Charter.Value);
        fields.Bytes(5, Inviter.Value);
        fields.Object(6, Card);
        fields.Bytes(7, Secret.Span);
        fields.Bytes(8, Pass.Span);
        fields.Bytes(9, CloseMark);
        fields.Party(10, Party);
        fields.Number(11, (ulong)Roles);
        fields.Number(12, ExpiresAt.Value);
    }

    /// <summary>Signs and writes the link, which is a secret.</summary>
    /// <param name="inviterSeed">The inviter's 32-byte seed.</param>
    public string ToLink(ReadOnlySpan<byte> inviterSeed) => LinkText.Write(Relay, Word, this.Sign(inviterSeed).Encode());

    /// <summary>Reads a link and checks that the named inviter signed it and that it leads to the relay it names.</summary>
    /// <param name="link">The whole link.</param>
    /// <exception cref="MalformedObjectException">It is not such a link, or was changed.</exception>
    public static Invitation ParseLink(string link)
    {
        var (relay, payload) = LinkText.Read(link, Word);
        var signed = SignedCodec.DecodeSigned<Invitation>(payload);
        TrustFields.Require(signed.IsBy(signed.Body.Inviter), "the link is not signed by its inviter");
        TrustFields.Require(signed.Body.Relay == relay, "the link leads to another relay than it names");
        return signed.Body;
    }

    /// <summary>Whether a text says that it is a link of this kind, whatever is in it.</summary>
    /// <param name="link">The whole text.</param>
    internal static bool IsLink(string link) => link.Contains($"/#{Word}=", StringComparison.Ordinal);

    /// <summary>Whether it is void at an hour.</summary>
    /// <param name="hour">The hour.</param>
    public bool IsExpiredAt(UnixHour hour) => hour >= ExpiresAt;
}
