using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Framing;

namespace SecureDialogue.Mls.Schedule;

/// <summary>The running hashes over all commits (RFC 9420 §8.2).</summary>
internal static class TranscriptHash
{
    /// <summary>confirmed[n] = Hash(interim[n-1] || ConfirmedTranscriptHashInput[n]).</summary>
    internal static byte[] Confirmed(CipherSuite suite, ReadOnlySpan<byte> interimBefore, AuthenticatedContent commit)
    {
        using var input = new TlsWriter();
        input.WriteFixed(interimBefore);
        input.WriteUInt16((ushort)commit.WireFormat);
        commit.Content.WriteTo(input);
        input.WriteOpaque(commit.Authentication.Signature);
        return suite.Crypto.Hash(suite, input.Written);
    }

    /// <summary>interim[n] = Hash(confirmed[n] || InterimTranscriptHashInput[n]).</summary>
    internal static byte[] Interim(CipherSuite suite, ReadOnlySpan<byte> confirmed, ReadOnlySpan<byte> confirmationTag)
    {
        using var input = new TlsWriter();
        input.WriteFixed(confirmed);
        input.WriteOpaque(confirmationTag);
        return suite.Crypto.Hash(suite, input.Written);
    }
}
