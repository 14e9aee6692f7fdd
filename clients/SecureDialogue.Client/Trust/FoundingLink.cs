using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>A link by which another founder brings a device to the founding, before there is a Charter: <c>address/#found=…</c>.</summary>
/// <param name="Relay">Where the relay is.</param>
/// <param name="RelayId">The relay's own id, 16 to 64 bytes.</param>
/// <param name="Inviter">Who collects the founders' keys, and whose signature it bears.</param>
/// <param name="Card">That founder's mailbox.</param>
/// <param name="Secret">32 bytes used once.</param>
/// <param name="Pass">16 to 64 bytes that the relay takes for one new mailbox.</param>
/// <param name="CloseMark">32 bytes for the new mailbox's row.</param>
/// <param name="Title">What the dialogue is to be called, 1 to 128 characters.</param>
/// <param name="Party">The party whose officer the founder will be; null for neutral.</param>
/// <param name="Roles">The officer's roles.</param>
/// <param name="ExpiresAt">The first hour at which it is void.</param>
public sealed record FoundingLink(
    RelayAddress Relay,
    Opaque RelayId,
    DeviceKey Inviter,
    MailboxCard Card,
    SecretBytes Secret,
    SecretBytes Pass,
    Opaque CloseMark,
    string Title,
    PartyCode? Party,
    Roles Roles,
    UnixHour ExpiresAt) : ISignedObject<FoundingLink>
{
    private const string Word = "found";

    /// <inheritdoc />
    public static int MaxBytes => 2048;

    /// <inheritdoc />
    public static string Label => SigningLabels.FoundingLink;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static FoundingLink Read(ObjectReader fields) =>
        new(
            fields.Relay(1),
            fields.Bytes(2, 16, 64),
            fields.Device(3),
            fields.Object<MailboxCard>(4),
            fields.Secret(5, 32),
            fields.Secret(6, 16, 64),
            fields.Bytes(7, 32),
            fields.Text(8, 1, 128),
            fields.OptionalParty(9),
            fields.RoleSet(10, (Roles)1),
            fields.Hour(11))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Text(1, Relay.Value);
        fields.Bytes(2, RelayId);
        fields.Bytes(3, Inviter.Value);
        fields.Object(4, Card);
        fields.Bytes(5, Secret.Span);
        fields.Bytes(6, Pass.Span);
        fields.Bytes(7, CloseMark);
        fields.Text(8, Title);
        fields.Party(9, Party);
        fields.Number(10, (ulong)Roles);
        fields.Number(11, ExpiresAt.Value);
    }

    /// <summary>Signs and writes the link, which is a secret.</summary>
    /// <param name="inviterSeed">The inviter's 32-byte seed.</param>
    public string ToLink(ReadOnlySpan<byte> inviterSeed) => LinkText.Write(Relay, Word, this.Sign(inviterSeed).Encode());

    /// <summary>Whether a text says that it is such a link; nothing else of it is looked at.</summary>
    /// <param name="link">The whole link.</param>
    public static bool IsLink(string link) => link.Contains($"/#{Word}=", StringComparison.Ordinal);

    /// <summary>Reads a link and checks that the named inviter signed it and that it leads to the relay it names.</summary>
    /// <param name="link">The whole link.</param>
    /// <exception cref="MalformedObjectException">It is not such a link, or was changed.</exception>
    public static FoundingLink ParseLink(string link)
    {
        var (relay, payload) = LinkText.Read(link, Word);
        var signed = SignedCodec.DecodeSigned<FoundingLink>(payload);
        TrustFields.Require(signed.IsBy(signed.Body.Inviter), "the link is not signed by its inviter");
        TrustFields.Require(signed.Body.Relay == relay, "the link leads to another relay than it names");
        return signed.Body;
    }

    /// <summary>Whether it is void at an hour.</summary>
    /// <param name="hour">The hour.</param>
    public bool IsExpiredAt(UnixHour hour) => hour >= ExpiresAt;
}
