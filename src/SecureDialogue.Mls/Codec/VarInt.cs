using System.Buffers.Binary;

namespace SecureDialogue.Mls.Codec;

/// <summary>Variable-length vector headers of 1, 2 or 4 bytes, always the shortest (RFC 9420 §2.1.2).</summary>
internal static class VarInt
{
    /// <summary>The largest length that can be written.</summary>
    internal const int MaxValue = (1 << 30) - 1;

    private const int OneByteLimit = 1 << 6;
    private const int TwoByteLimit = 1 << 14;

    internal static int HeaderBytes(int value) => value < OneByteLimit ? 1 : value < TwoByteLimit ? 2 : 4;

    internal static void Write(int value, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxValue);
        switch (HeaderBytes(value))
        {
            case 1:
                destination[0] = (byte)value;
                break;
            case 2:
                BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)(value | 0x4000));
                break;
            default:
                BinaryPrimitives.WriteUInt32BigEndian(destination, (uint)value | 0x8000_0000);
                break;
        }
    }

    internal static int Read(ReadOnlySpan<byte> source, out int headerBytes)
    {
        if (source.IsEmpty)
        {
            throw new MlsException(MlsError.Truncated);
        }

        var prefix = source[0] >> 6;
        if (prefix == 3)
        {
            throw new MlsException(MlsError.LengthNotMinimal);
        }

        headerBytes = 1 << prefix;
        if (source.Length < headerBytes)
        {
            throw new MlsException(MlsError.Truncated);
        }

        var value = prefix switch
        {
            0 => source[0],
            1 => BinaryPrimitives.ReadUInt16BigEndian(source) & 0x3fff,
            _ => (int)(BinaryPrimitives.ReadUInt32BigEndian(source) & 0x3fff_ffff),
        };
        return HeaderBytes(value) == headerBytes ? value : throw new MlsException(MlsError.LengthNotMinimal);
    }
}
