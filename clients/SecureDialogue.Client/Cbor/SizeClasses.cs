using System.Buffers.Binary;

namespace SecureDialogue.Client.Cbor;

/// <summary>
/// Padding to few sizes, so that a length tells little: 256 bytes doubling up to 64 KiB, then multiples of 64 KiB. Padded bytes are
/// <c>u32 length || bytes || zeros</c>.
/// </summary>
public static class SizeClasses
{
    /// <summary>The smallest class.</summary>
    public const int Smallest = 256;

    /// <summary>From here on classes are multiples instead of doublings.</summary>
    public const int Step = 64 * 1024;

    /// <summary>The most bytes that can be padded.</summary>
    public const int MaxBytes = ObjectLimits.MaxObjectBytes;

    private const int LengthBytes = sizeof(uint);

    /// <summary>The size of the class that bytes of a length fall into, their length field included.</summary>
    /// <param name="length">0 to <see cref="MaxBytes"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Longer.</exception>
    public static int ClassOf(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaxBytes);
        var needed = length + LengthBytes;
        var size = Smallest;
        while (size < needed)
        {
            size += Math.Min(size, Step);
        }

        return size;
    }

    /// <summary>Pads to the class of the length.</summary>
    /// <param name="bytes">At most <see cref="MaxBytes"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Longer.</exception>
    public static byte[] Pad(ReadOnlySpan<byte> bytes)
    {
        var padded = new byte[ClassOf(bytes.Length)];
        BinaryPrimitives.WriteUInt32BigEndian(padded, (uint)bytes.Length);
        bytes.CopyTo(padded.AsSpan(LengthBytes));
        return padded;
    }

    /// <summary>Takes the padding off.</summary>
    /// <param name="padded">What <see cref="Pad"/> gave.</param>
    /// <exception cref="MalformedObjectException">Not the class of the length inside, or the padding is not zeros.</exception>
    public static byte[] Unpad(ReadOnlySpan<byte> padded)
    {
        if (padded.Length < Smallest)
        {
            throw new MalformedObjectException("shorter than the smallest size class");
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(padded);
        if (length > MaxBytes || ClassOf((int)length) != padded.Length || padded[(LengthBytes + (int)length)..].ContainsAnyExcept((byte)0))
        {
            throw new MalformedObjectException("not padded to its size class");
        }

        return padded.Slice(LengthBytes, (int)length).ToArray();
    }
}
