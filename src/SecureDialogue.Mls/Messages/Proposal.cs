using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Proposals;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Messages;

/// <summary>A change to the group (RFC 9420 §12.1).</summary>
/// <param name="Type">What it changes.</param>
public abstract record Proposal(ProposalType Type) : ITlsEncodable
{
    /// <summary>A new member (§12.1.1).</summary>
    /// <param name="KeyPackage">Its key package.</param>
    public sealed record Add(KeyPackage KeyPackage) : Proposal(ProposalType.Add);

    /// <summary>A new leaf of the sender (§12.1.2).</summary>
    /// <param name="LeafNode">The leaf.</param>
    public sealed record Update(LeafNode LeafNode) : Proposal(ProposalType.Update);

    /// <summary>A member that goes (§12.1.3).</summary>
    /// <param name="Removed">Its place.</param>
    public sealed record Remove(LeafIndex Removed) : Proposal(ProposalType.Remove);

    /// <summary>A pre-shared key for the key schedule (§12.1.4).</summary>
    /// <param name="Psk">The name of the key.</param>
    public sealed record PreSharedKey(PreSharedKeyId Psk) : Proposal(ProposalType.PreSharedKey);

    /// <summary>The end of the group and the parameters of its successor (§12.1.5).</summary>
    /// <param name="GroupId">The new group id.</param>
    /// <param name="Version">The new version.</param>
    /// <param name="CipherSuite">The new suite.</param>
    /// <param name="Extensions">The new GroupContext extensions.</param>
    public sealed record ReInit(ReadOnlyMemory<byte> GroupId, ProtocolVersion Version, CipherSuiteId CipherSuite, IReadOnlyList<Extension> Extensions)
        : Proposal(ProposalType.ReInit);

    /// <summary>The init secret of an external commit (§12.1.6).</summary>
    /// <param name="KemOutput">The encapsulated secret.</param>
    public sealed record ExternalInit(ReadOnlyMemory<byte> KemOutput) : Proposal(ProposalType.ExternalInit);

    /// <summary>New extensions of the GroupContext (§12.1.7).</summary>
    /// <param name="Extensions">All extensions from now on.</param>
    public sealed record GroupContextExtensions(IReadOnlyList<Extension> Extensions) : Proposal(ProposalType.GroupContextExtensions);

    void ITlsEncodable.WriteTo(TlsWriter writer)
    {
        writer.WriteUInt16(Type.Value);
        switch (this)
        {
            case Add add:
                ((ITlsEncodable)add.KeyPackage).WriteTo(writer);
                break;
            case Update update:
                ((ITlsEncodable)update.LeafNode).WriteTo(writer);
                break;
            case Remove remove:
                writer.WriteUInt32(remove.Removed.Value);
                break;
            case PreSharedKey psk:
                ((ITlsEncodable)psk.Psk).WriteTo(writer);
                break;
            case ReInit reInit:
                writer.WriteOpaque(reInit.GroupId);
                writer.WriteUInt16((ushort)reInit.Version);
                writer.WriteUInt16((ushort)reInit.CipherSuite);
                writer.WriteVector(reInit.Extensions);
                break;
            case ExternalInit externalInit:
                writer.WriteOpaque(externalInit.KemOutput);
                break;
            case GroupContextExtensions extensions:
                writer.WriteVector(extensions.Extensions);
                break;
        }
    }

    internal static Proposal Read(ref TlsReader reader) => reader.ReadUInt16() switch
    {
        1 => new Add(KeyPackage.Read(ref reader)),
        2 => new Update(LeafNode.Read(ref reader)),
        3 => new Remove(new LeafIndex(reader.ReadUInt32())),
        4 => new PreSharedKey(PreSharedKeyId.Read(ref reader)),
        5 => new ReInit(
            reader.ReadOpaque(), (ProtocolVersion)reader.ReadUInt16(), (CipherSuiteId)reader.ReadUInt16(), Extension.ReadList(ref reader)),
        6 => new ExternalInit(reader.ReadOpaque()),
        7 => new GroupContextExtensions(Extension.ReadList(ref reader)),
        _ => throw new MlsException(MlsError.ValueUnknown),
    };
}
