using SecureDialogue.Mls.Codec;

namespace SecureDialogue.Mls.Crypto;

/// <summary>What HPKE gives for one recipient (RFC 9420 §7.6).</summary>
/// <param name="KemOutput">The encapsulated key.</param>
/// <param name="Ciphertext">The sealed bytes.</param>
public sealed record HpkeCiphertext(ReadOnlyMemory<byte> KemOutput, ReadOnlyMemory<byte> Ciphertext) : ITlsEncodable
{
    void ITlsEncodable.WriteTo(TlsWriter writer)
    {
        writer.WriteOpaque(KemOutput);
        writer.WriteOpaque(Ciphertext);
    }

    internal static HpkeCiphertext Read(ref TlsReader reader) => new(reader.ReadOpaque(), reader.ReadOpaque());
}
