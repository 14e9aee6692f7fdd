using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;

namespace SecureDialogue.Mls.Messages;

/// <summary>The name of a pre-shared key and the nonce of its use (RFC 9420 §8.4).</summary>
/// <param name="Nonce">Fresh for each use, as long as a hash.</param>
public abstract record PreSharedKeyId(ReadOnlyMemory<byte> Nonce) : ITlsEncodable
{
    private const byte ExternalType = 1;
    private const byte ResumptionType = 2;

    /// <summary>A key shared outside the group.</summary>
    /// <param name="Id">Its name.</param>
    /// <param name="Nonce">Fresh for each use, as long as a hash.</param>
    public sealed record External(ReadOnlyMemory<byte> Id, ReadOnlyMemory<byte> Nonce) : PreSharedKeyId(Nonce);

    /// <summary>The resumption secret of an epoch of a group.</summary>
    /// <param name="Usage">What it is for.</param>
    /// <param name="GroupId">The group.</param>
    /// <param name="Epoch">Its epoch.</param>
    /// <param name="Nonce">Fresh for each use, as long as a hash.</param>
    public sealed record Resumption(ResumptionPskUsage Usage, ReadOnlyMemory<byte> GroupId, ulong Epoch, ReadOnlyMemory<byte> Nonce)
        : PreSharedKeyId(Nonce);

    /// <summary>Names an external key with a fresh nonce.</summary>
    /// <param name="suite">The group's suite.</param>
    /// <param name="id">The key's name.</param>
    public static PreSharedKeyId OfExternal(CipherSuite suite, ReadOnlyMemory<byte> id) => new External(id, NewNonce(suite));

    /// <summary>Names the resumption key of an epoch with a fresh nonce, for the application's own reasons.</summary>
    /// <param name="suite">The group's suite.</param>
    /// <param name="groupId">The group whose key it is.</param>
    /// <param name="epoch">The epoch whose key it is.</param>
    public static PreSharedKeyId OfResumption(CipherSuite suite, ReadOnlyMemory<byte> groupId, ulong epoch) =>
        OfResumption(suite, ResumptionPskUsage.Application, groupId, epoch);

    internal static PreSharedKeyId OfResumption(CipherSuite suite, ResumptionPskUsage usage, ReadOnlyMemory<byte> groupId, ulong epoch) =>
        new Resumption(usage, groupId, epoch, NewNonce(suite));

    void ITlsEncodable.WriteTo(TlsWriter writer)
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

    private static byte[] NewNonce(CipherSuite suite)
    {
        var nonce = new byte[suite.HashBytes];
        suite.Crypto.Fill(nonce);
        return nonce;
    }

    private static ResumptionPskUsage ReadUsage(ref TlsReader reader)
    {
        var usage = (ResumptionPskUsage)reader.ReadUInt8();
        return usage is ResumptionPskUsage.Application or ResumptionPskUsage.ReInit or ResumptionPskUsage.Branch
            ? usage
            : throw new MlsException(MlsError.ValueUnknown);
    }
}
