using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;

namespace SecureDialogue.Mls.Messages;

/// <summary>One joiner's entry in a Welcome (RFC 9420 §12.4.3.1).</summary>
internal sealed record EncryptedGroupSecrets(ReadOnlyMemory<byte> NewMember, HpkeCiphertext Ciphertext) : ITlsEncodable
{
    public void WriteTo(TlsWriter writer)
    {
        writer.WriteOpaque(NewMember);
        ((ITlsEncodable)Ciphertext).WriteTo(writer);
    }

    internal static EncryptedGroupSecrets Read(ref TlsReader reader) => new(reader.ReadOpaque(), HpkeCiphertext.Read(ref reader));
}
