using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Content;

/// <summary>What a message says. A closed union: one sealed record for each kind, and <see cref="UnknownContent"/> for all others.</summary>
public abstract record ContentBody
{
    /// <summary>The longest encoded body.</summary>
    public const int MaxEncodedBytes = ObjectLimits.MaxObjectBytes - 1024;

    private protected ContentBody()
    {
    }

    /// <summary>The kind.</summary>
    public abstract ContentKind Kind { get; }

    /// <summary>Whether it is posted as a lasting item, which a joiner's verdicts may depend on or which outlives talk, and not as talk.</summary>
    public bool IsLasting => Kind is ContentKind.Profile or ContentKind.Policy or ContentKind.Charter or ContentKind.RemovalOrder
        or ContentKind.Revocation or ContentKind.Leave or ContentKind.ModerationAct or ContentKind.AdmissionNotice
        or ContentKind.SingleText or ContentKind.BracketRelease;

    internal abstract byte[] EncodeBody();

    internal static ContentBody DecodeBody(ContentKind kind, Opaque bytes) => kind switch
    {
        ContentKind.Text => TextContent.Decode(bytes.Span),
        ContentKind.Profile => ProfileContent.Decode(bytes.Span),
        ContentKind.Policy => PolicyContent.Decode(bytes.Span),
        ContentKind.Charter => CharterContent.Decode(bytes.Span),
        ContentKind.RemovalOrder => RemovalOrderContent.Decode(bytes.Span),
        ContentKind.Revocation => RevocationContent.Decode(bytes.Span),
        ContentKind.Seen => SeenContent.Decode(bytes.Span),
        ContentKind.Leave => LeaveContent.Decode(bytes.Span),
        ContentKind.Reply => ReplyContent.Decode(bytes.Span),
        ContentKind.AdmissionNotice => AdmissionNotice.Decode(bytes.Span),
        ContentKind.SingleText => SingleText.Decode(bytes.Span),
        ContentKind.Bracket => Bracket.Decode(bytes.Span),
        ContentKind.BracketRelease => BracketRelease.Decode(bytes.Span),
        ContentKind.Clearance => Clearance.Decode(bytes.Span),
        _ => new UnknownContent(kind, bytes),
    };
}
