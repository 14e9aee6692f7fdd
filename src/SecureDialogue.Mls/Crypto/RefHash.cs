using SecureDialogue.Mls.Codec;

namespace SecureDialogue.Mls.Crypto;

/// <summary>Hash-based identifiers (RFC 9420 §5.2).</summary>
internal static class RefHash
{
    /// <summary>RefHash(label, value) = Hash(RefHashInput).</summary>
    internal static byte[] Compute(CipherSuite suite, ReadOnlySpan<byte> label, ReadOnlySpan<byte> value)
    {
        using var input = new TlsWriter(value.Length + 64);
        input.WriteOpaque(label);
        input.WriteOpaque(value);
        return suite.Crypto.Hash(suite, input.Written);
    }
}
