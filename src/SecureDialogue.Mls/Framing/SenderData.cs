using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Framing;

/// <summary>Who sent a PrivateMessage and which key it is under (RFC 9420 §6.3.2).</summary>
internal readonly record struct SenderData(LeafIndex Leaf, uint Generation, ReadOnlyMemory<byte> ReuseGuard) : ITlsEncodable
{
    internal const int ReuseGuardBytes = 4;

    public void WriteTo(TlsWriter writer)
    {
        writer.WriteUInt32(Leaf.Value);
        writer.WriteUInt32(Generation);
        writer.WriteFixed(ReuseGuard.Span);
    }

    internal static SenderData Read(ref TlsReader reader) => new(
        new LeafIndex(reader.ReadUInt32()), reader.ReadUInt32(), reader.ReadFixed(ReuseGuardBytes).ToArray());
}
