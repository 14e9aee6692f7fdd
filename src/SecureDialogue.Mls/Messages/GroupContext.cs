using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;

namespace SecureDialogue.Mls.Messages;

/// <summary>What all members agree on in an epoch (RFC 9420 §8.1).</summary>
internal sealed record GroupContext : ITlsEncodable
{
    internal required CipherSuiteId CipherSuite { get; init; }

    internal required ReadOnlyMemory<byte> GroupId { get; init; }

    internal required ulong Epoch { get; init; }

    internal required ReadOnlyMemory<byte> TreeHash { get; init; }

    internal required ReadOnlyMemory<byte> ConfirmedTranscriptHash { get; init; }

    internal required IReadOnlyList<Extension> Extensions { get; init; }

    public void WriteTo(TlsWriter writer)
    {
        writer.WriteUInt16((ushort)ProtocolVersion.Mls10);
        writer.WriteUInt16((ushort)CipherSuite);
        writer.WriteOpaque(GroupId);
        writer.WriteUInt64(Epoch);
        writer.WriteOpaque(TreeHash);
        writer.WriteOpaque(ConfirmedTranscriptHash);
        writer.WriteVector(Extensions);
    }

    internal static GroupContext Read(ref TlsReader reader)
    {
        MlsMessage.RequireVersion(ref reader);
        return new GroupContext
        {
            CipherSuite = (CipherSuiteId)reader.ReadUInt16(),
            GroupId = reader.ReadOpaque(),
            Epoch = reader.ReadUInt64(),
            TreeHash = reader.ReadOpaque(),
            ConfirmedTranscriptHash = reader.ReadOpaque(),
            Extensions = Extension.ReadList(ref reader),
        };
    }
}
