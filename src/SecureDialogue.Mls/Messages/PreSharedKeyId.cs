using SecureDialogue.Mls.Codec;

namespace SecureDialogue.Mls.Messages;

/// <summary>The name of a pre-shared key and the nonce of its use (RFC 9420 §8.4).</summary>
internal abstract record PreSharedKeyId(ReadOnlyMemory<byte> Nonce) : ITlsEncodable
{
    private const byte ExternalType = 1;
    private const byte ResumptionType = 2;

    /// <summary>A key shared outside the group.</summary>
    internal sealed record External(ReadOnlyMemory<byte> Id, ReadOnlyMemory<byte> Nonce) : PreSharedKeyId(Nonce);

    /// <summary>The resumption secret of an epoch of a group.</summary>
    internal sealed record Resumption(ResumptionPskUsage Usage, ReadOnlyMemory<byte> GroupId, ulong Epoch, ReadOnlyMemory<byte> Nonce)
        : PreSharedKeyId(Nonce);

    public void WriteTo(TlsWriter writer)
    {
        if (this is External external)
        {
            writer.WriteUInt8(ExternalType);
            writer.WriteOpaque(external.Id);
        }
        else if (this is Resumption resumption)
        {
            writer.WriteUInt8(ResumptionType);
            writer.WriteUInt8((byte)resumption.Usage);
            writer.WriteOpaque(resumption.GroupId);
            writer.WriteUInt64(resumption.Epoch);
        }

        writer.WriteOpaque(Nonce);
    }

    internal static PreSharedKeyId Read(ref TlsReader reader) => reader.ReadUInt8() switch
    {
        ExternalType => new External(reader.ReadOpaque(), reader.ReadOpaque()),
        ResumptionType => new Resumption(ReadUsage(ref reader), reader.ReadOpaque(), reader.ReadUInt64(), reader.ReadOpaque()),
        _ => throw new MlsException(MlsError.ValueUnknown),
    };

    private static ResumptionPskUsage ReadUsage(ref TlsReader reader)
    {
        var usage = (ResumptionPskUsage)reader.ReadUInt8();
        return usage is ResumptionPskUsage.Application or ResumptionPskUsage.ReInit or ResumptionPskUsage.Branch
            ? usage
            : throw new MlsException(MlsError.ValueUnknown);
    }
}
