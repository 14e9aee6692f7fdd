using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Messages;

namespace SecureDialogue.Mls.Groups;

/// <summary>A decoded message whose signature nobody has looked at; the next stage takes only what <see cref="Verify"/> returns.</summary>
internal sealed class UnverifiedContent(WireFormat wireFormat, FramedContent content, ContentAuthentication authentication)
{
    /// <summary>The sender as stated.</summary>
    internal Sender Sender => content.Sender;

    /// <summary>Checks the signature by the sender's leaf (RFC 9420 §6.1); application data without a good one is zeroed.</summary>
    internal AuthenticatedContent Verify(CipherSuite suite, GroupContext context, ReadOnlySpan<byte> signatureKey)
    {
        var signed = new AuthenticatedContent(wireFormat, content, authentication);
        if (!signed.HasValidSignature(suite, context, signatureKey))
        {
            content.Content.Erase();
            throw new MlsException(MlsError.MessageSignatureInvalid);
        }

        return signed;
    }
}
