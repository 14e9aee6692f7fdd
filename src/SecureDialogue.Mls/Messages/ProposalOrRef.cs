using SecureDialogue.Mls.Codec;

namespace SecureDialogue.Mls.Messages;

/// <summary>A proposal in a commit, whole or by the hash of an earlier message (RFC 9420 §12.4).</summary>
internal abstract record ProposalOrRef : ITlsEncodable
{
    private const byte ProposalType = 1;
    private const byte ReferenceType = 2;

    /// <summary>The proposal itself.</summary>
    internal sealed record ByValue(Proposal Proposal) : ProposalOrRef;

    /// <summary>A ProposalRef.</summary>
    internal sealed record ByReference(ReadOnlyMemory<byte> Reference) : ProposalOrRef;

    public void WriteTo(TlsWriter writer)
    {
        if (this is ByValue byValue)
        {
            writer.WriteUInt8(ProposalType);
            ((ITlsEncodable)byValue.Proposal).WriteTo(writer);
        }
        else if (this is ByReference byReference)
        {
            writer.WriteUInt8(ReferenceType);
            writer.WriteOpaque(byReference.Reference);
        }
    }

    internal static ProposalOrRef Read(ref TlsReader reader) => reader.ReadUInt8() switch
    {
        ProposalType => new ByValue(Proposal.Read(ref reader)),
        ReferenceType => new ByReference(reader.ReadOpaque()),
        _ => throw new MlsException(MlsError.ValueUnknown),
    };
}
