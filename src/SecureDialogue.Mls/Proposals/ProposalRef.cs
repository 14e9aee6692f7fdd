using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Framing;

namespace SecureDialogue.Mls.Proposals;

/// <summary>By what a commit names a proposal that was sent before (RFC 9420 §5.2).</summary>
internal static class ProposalRef
{
    /// <summary>RefHash("MLS 1.0 Proposal Reference", AuthenticatedContent).</summary>
    internal static byte[] Compute(CipherSuite suite, AuthenticatedContent signed) =>
        RefHash.Compute(suite, "MLS 1.0 Proposal Reference"u8, TlsEncoding.Encode(signed));
}
