using SecureDialogue.Mls.Codec;

namespace SecureDialogue.Mls.Tree;

/// <summary>A committer's new leaf and filtered direct path (RFC 9420 §7.6).</summary>
internal sealed record UpdatePath(LeafNode LeafNode, IReadOnlyList<UpdatePathNode> Nodes) : ITlsEncodable
{
    public void WriteTo(TlsWriter writer)
    {
        ((ITlsEncodable)LeafNode).WriteTo(writer);
        writer.WriteVector(Nodes);
    }

    internal static UpdatePath Read(ref TlsReader reader) => new(LeafNode.Read(ref reader), reader.ReadVector(UpdatePathNode.Read));
}
