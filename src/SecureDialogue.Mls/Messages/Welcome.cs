using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;

namespace SecureDialogue.Mls.Messages;

/// <summary>How joiners come into an epoch (RFC 9420 §12.4.3.1).</summary>
internal sealed record Welcome(
    CipherSuiteId CipherSuite, IReadOnlyList<EncryptedGroupSecrets> Secrets, ReadOnlyMemory<byte> EncryptedGroupInfo) : ITlsEncodable
{
    public void WriteTo(TlsWriter writer)
    {
        writer.WriteUInt16((ushort)CipherSuite);
        writer.WriteVector(Secrets);
        writer.WriteOpaque(EncryptedGroupInfo);
    }

    internal static Welcome Read(ref TlsReader reader) => new(
        (CipherSuiteId)reader.ReadUInt16(), reader.ReadVector(EncryptedGroupSecrets.Read), reader.ReadOpaque());
}
