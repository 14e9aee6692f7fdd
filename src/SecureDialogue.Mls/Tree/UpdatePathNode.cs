using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;

namespace SecureDialogue.Mls.Tree;

/// <summary>One new node of a path and its path secret, sealed to each node of the copath resolution (RFC 9420 §7.6).</summary>
internal sealed record UpdatePathNode(ReadOnlyMemory<byte> EncryptionKey, IReadOnlyList<HpkeCiphertext> EncryptedPathSecrets) : ITlsEncodable
{
    public void WriteTo(TlsWriter writer)
    {
        writer.WriteOpaque(EncryptionKey);
        writer.WriteVector(EncryptedPathSecrets);
    }

    internal static UpdatePathNode Read(ref TlsReader reader) => new(reader.ReadOpaque(), reader.ReadVector(HpkeCiphertext.Read));
}
