using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Messages;

namespace SecureDialogue.Mls.Framing;

/// <summary>A signed message, however it is framed (RFC 9420 §6). Made by signing, or by the verifier after verifying.</summary>
internal sealed record AuthenticatedContent(WireFormat WireFormat, FramedContent Content, ContentAuthentication Authentication) : ITlsEncodable
{
    private const string SignatureLabel = "FramedContentTBS";

    public void WriteTo(TlsWriter writer)
    {
        writer.WriteUInt16((ushort)WireFormat);
        Content.WriteTo(writer);
        Authentication.WriteTo(writer, Content.Content.Type);
    }

    internal static AuthenticatedContent Read(ref TlsReader reader)
    {
        var wireFormat = (WireFormat)reader.ReadUInt16();
        var content = FramedContent.Read(ref reader);
        return new AuthenticatedContent(wireFormat, content, ContentAuthentication.Read(ref reader, content.Content.Type));
    }

    /// <summary>Signs; a commit's confirmation tag comes later, with <see cref="WithConfirmationTag"/>.</summary>
    internal static AuthenticatedContent Sign(WireFormat wireFormat, FramedContent content, GroupContext? context, SignatureKeyPair key)
    {
        using var signed = SignedContent(wireFormat, content, context);
        var signature = Labels.SignWithLabel(key.Suite, key.PrivateKey, SignatureLabel, signed.Written);
        return new AuthenticatedContent(wireFormat, content, new ContentAuthentication(signature, ReadOnlyMemory<byte>.Empty));
    }

    internal AuthenticatedContent WithConfirmationTag(ReadOnlyMemory<byte> tag) =>
        this with { Authentication = Authentication with { ConfirmationTag = tag } };

    internal bool HasValidSignature(CipherSuite suite, GroupContext context, ReadOnlySpan<byte> signatureKey)
    {
        using var signed = SignedContent(WireFormat, Content, context);
        return Labels.VerifyWithLabel(suite, signatureKey, SignatureLabel, signed.Written, Authentication.Signature.Span);
    }

    /// <summary>FramedContentTBS; the context is part of it for members and those who join by a commit.</summary>
    internal static TlsWriter SignedContent(WireFormat wireFormat, FramedContent content, GroupContext? context)
    {
        var writer = new TlsWriter();
        writer.WriteUInt16((ushort)ProtocolVersion.Mls10);
        writer.WriteUInt16((ushort)wireFormat);
        content.WriteTo(writer);
        if (content.Sender.Type is SenderType.Member or SenderType.NewMemberCommit)
        {
            (context ?? throw new ArgumentNullException(nameof(context))).WriteTo(writer);
        }

        return writer;
    }
}
