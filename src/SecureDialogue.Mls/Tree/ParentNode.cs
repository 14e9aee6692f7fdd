using SecureDialogue.Mls.Codec;

namespace SecureDialogue.Mls.Tree;

/// <summary>An inner node (RFC 9420 §7.1).</summary>
internal sealed record ParentNode(
    ReadOnlyMemory<byte> EncryptionKey, ReadOnlyMemory<byte> ParentHash, IReadOnlyList<LeafIndex> UnmergedLeaves) : ITlsEncodable
{
    public void WriteTo(TlsWriter writer)
    {
        writer.WriteOpaque(EncryptionKey);
        writer.WriteOpaque(ParentHash);
        var start = writer.BeginVector();
        foreach (var leaf in UnmergedLeaves)
        {
            writer.WriteUInt32(leaf.Value);
        }

        writer.EndVector(start);
    }

    internal static ParentNode Read(ref TlsReader reader) => new(
        reader.ReadOpaque(),
        reader.ReadOpaque(),
        reader.ReadVector((ref TlsReader inner) => new LeafIndex(inner.ReadUInt32())));
}
