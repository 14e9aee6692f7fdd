using System.Buffers.Binary;

namespace SecureDialogue.Mls.Codec;

/// <summary>Reads TLS presentation language from a span; every length is checked against what remains before anything is allocated.</summary>
internal ref struct TlsReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _remaining = bytes;

    /// <summary>Whether everything was read.</summary>
    internal readonly bool IsAtEnd => _remaining.IsEmpty;

    /// <summary>What is still to read.</summary>
    internal readonly ReadOnlySpan<byte> Remaining => _remaining;

    internal byte ReadUInt8() => ReadFixed(1)[0];

    internal ushort ReadUInt16() => BinaryPrimitives.ReadUInt16BigEndian(ReadFixed(2));

    internal uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(ReadFixed(4));

    internal ulong ReadUInt64() => BinaryPrimitives.ReadUInt64BigEndian(ReadFixed(8));

    /// <summary>A slice of the input of a fixed length.</summary>
    internal ReadOnlySpan<byte> ReadFixed(int length)
    {
        if (_remaining.Length < length)
        {
            throw new MlsException(MlsError.Truncated);
        }

        var slice = _remaining[..length];
        _remaining = _remaining[length..];
        return slice;
    }

    /// <summary><c>opaque value&lt;V&gt;</c> as a slice of the input.</summary>
    internal ReadOnlySpan<byte> ReadOpaqueSpan()
    {
        var length = VarInt.Read(_remaining, out var headerBytes);
        _remaining = _remaining[headerBytes..];
        return ReadFixed(length);
    }

    /// <summary><c>opaque value&lt;V&gt;</c> as a copy.</summary>
    internal byte[] ReadOpaque() => ReadOpaqueSpan().ToArray();

    /// <summary><c>T values&lt;V&gt;</c>.</summary>
    internal List<T> ReadVector<T>(TlsRead<T> read)
    {
        var inner = new TlsReader(ReadOpaqueSpan());
        var values = new List<T>();
        while (!inner.IsAtEnd)
        {
            values.Add(read(ref inner));
        }

        return values;
    }

    /// <summary>The presence octet of <c>optional&lt;T&gt;</c>.</summary>
    internal bool ReadPresence() => ReadUInt8() switch
    {
        0 => false,
        1 => true,
        _ => throw new MlsException(MlsError.ValueUnknown),
    };

    /// <summary>Refuses bytes behind the structure.</summary>
    internal readonly void RequireEnd()
    {
        if (!_remaining.IsEmpty)
        {
            throw new MlsException(MlsError.TrailingBytes);
        }
    }
}
