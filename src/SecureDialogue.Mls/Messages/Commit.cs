using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Messages;

/// <summary>A list of proposals put into effect (RFC 9420 §12.4).</summary>
internal sealed record Commit(IReadOnlyList<ProposalOrRef> Proposals, UpdatePath? Path) : ITlsEncodable
{
    public void WriteTo(TlsWriter writer)
    {
        writer.WriteVector(Proposals);
        writer.WriteOptional(Path);
    }

    internal static Commit Read(ref TlsReader reader) => new(
        reader.ReadVector(ProposalOrRef.Read), reader.ReadPresence() ? UpdatePath.Read(ref reader) : null);
}
