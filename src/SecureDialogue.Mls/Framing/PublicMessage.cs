using System.Security.Cryptography;
using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;

namespace SecureDialogue.Mls.Framing;

/// <summary>A message that is signed but not encrypted (RFC 9420 §6.2).</summary>
internal sealed record PublicMessage(FramedContent Content, ContentAuthentication Authentication, ReadOnlyMemory<byte> MembershipTag) : ITlsEncodable
{
    public void WriteTo(TlsWriter writer)
    {
        Content.WriteTo(writer);
        Authentication.WriteTo(writer, Content.Content.Type);
        if (Content.Sender.Type == SenderType.Member)
        {
            writer.WriteOpaque(MembershipTag);
        }
    }

    internal static PublicMessage Read(ref TlsReader reader)
    {
        var content = FramedContent.Read(ref reader);
        var authentication = ContentAuthentication.Read(ref reader, content.Content.Type);
        var tag = content.Sender.Type == SenderType.Member ? reader.ReadOpaque() : ReadOnlyMemory<byte>.Empty;
        return new PublicMessage(content, authentication, tag);
    }

    /// <summary>Frames the proposal or external commit of someone outside, which has no tag.</summary>
    internal static PublicMessage FromOutside(AuthenticatedContent signed) =>
        new(signed.Content, signed.Authentication, ReadOnlyMemory<byte>.Empty);

    /// <summary>Frames a member's proposal or commit: membership_tag = MAC(membership_key, AuthenticatedContentTBM).</summary>
    internal static PublicMessage Protect(CipherSuite suite, AuthenticatedContent signed, Secret membershipKey, GroupContext context)
    {
        if (signed.Content.Content.Type == ContentType.Application)
        {
            throw new InvalidOperationException("application data is always encrypted");
        }

        var message = new PublicMessage(signed.Content, signed.Authentication, ReadOnlyMemory<byte>.Empty);
        return message with { MembershipTag = message.ComputeTag(suite, membershipKey, context) };
    }

    /// <summary>Checks the membership tag of a member's message; others have none.</summary>
    internal UnverifiedContent Unprotect(CipherSuite suite, Secret membershipKey, GroupContext context)
    {
        if (Content.Content.Type == ContentType.Application)
        {
            throw new MlsException(MlsError.ApplicationDataInClear);
        }

        if (Content.Sender.Type != SenderType.Member)
        {
            return new UnverifiedContent(WireFormat.PublicMessage, Content, Authentication); // §6.2: only members have the key of the tag.
        }

        return CryptographicOperations.FixedTimeEquals(ComputeTag(suite, membershipKey, context), MembershipTag.Span)
            ? new UnverifiedContent(WireFormat.PublicMessage, Content, Authentication)
            : throw new MlsException(MlsError.MembershipTagInvalid);
    }

    private byte[] ComputeTag(CipherSuite suite, Secret membershipKey, GroupContext context)
    {
        using var tagged = AuthenticatedContent.SignedContent(WireFormat.PublicMessage, Content, context);
        Authentication.WriteTo(tagged, Content.Content.Type);
        return suite.Crypto.Mac(suite, membershipKey.Bytes, tagged.Written);
    }
}
