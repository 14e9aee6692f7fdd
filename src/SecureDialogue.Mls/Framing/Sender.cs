using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Framing;

/// <summary>Who sent a message; the index is a leaf's or an external sender's and 0 for joiners (RFC 9420 §6).</summary>
internal readonly record struct Sender(SenderType Type, uint Index) : ITlsEncodable
{
    internal LeafIndex Leaf => new(Index);

    private bool HasIndex => Type is SenderType.Member or SenderType.External;

    public void WriteTo(TlsWriter writer)
    {
        writer.WriteUInt8((byte)Type);
        if (HasIndex)
        {
            writer.WriteUInt32(Index);
        }
    }

    internal static Sender Member(LeafIndex leaf) => new(SenderType.Member, leaf.Value);

    internal static Sender Read(ref TlsReader reader)
    {
        var sender = new Sender((SenderType)reader.ReadUInt8(), 0);
        return sender.Type switch
        {
            SenderType.Member or SenderType.External => sender with { Index = reader.ReadUInt32() },
            SenderType.NewMemberProposal or SenderType.NewMemberCommit => sender,
            _ => throw new MlsException(MlsError.ValueUnknown),
        };
    }
}
