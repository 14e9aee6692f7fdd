using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SecureDialogue.Mls.Codec;

/// <summary>
/// Writes TLS presentation language in one pass. A vector whose length is not known yet is opened with <see cref="BeginVector"/>
/// and closed with <see cref="EndVector"/>. Its buffer is borrowed from the shared pool; what it held is zeroed before it goes
/// back, because snapshots pass through it.
/// </summary>
internal sealed class TlsWriter : IDisposable
{
    private byte[] _buffer;

    internal TlsWriter(int capacity = 256) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    internal int Length { get; private set; }

    /// <summary>What was written; not to be kept beyond the writer's life.</summary>
    internal ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    /// <summary><see cref="Written"/> for those who store it as long as the writer lives.</summary>
    internal ReadOnlyMemory<byte> WrittenMemory => _buffer.AsMemory(0, Length);

    internal byte[] ToArray() => Written.ToArray();

    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        GiveBack(buffer);
        Length = 0;
    }

    internal void WriteUInt8(byte value) => Take(1)[0] = value;

    internal void WriteUInt16(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Take(2), value);

    internal void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Take(4), value);

    internal void WriteUInt64(ulong value) => BinaryPrimitives.WriteUInt64BigEndian(Take(8), value);

    internal void WriteFixed(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    internal void WriteOpaque(ReadOnlySpan<byte> bytes)
    {
        VarInt.Write(bytes.Length, Take(VarInt.HeaderBytes(bytes.Length)));
        WriteFixed(bytes);
    }

    internal void WriteOpaque(ReadOnlyMemory<byte> bytes) => WriteOpaque(bytes.Span);

    internal void WriteVector<T>(IReadOnlyList<T> values)
        where T : ITlsEncodable
    {
        var start = BeginVector();
        for (var i = 0; i < values.Count; i++)
        {
            values[i].WriteTo(this);
        }

        EndVector(start);
    }

    internal void WriteOptional(ITlsEncodable? value)
    {
        WriteUInt8(value is null ? (byte)0 : (byte)1);
        value?.WriteTo(this);
    }

    /// <summary>Opens a vector; the answer goes to <see cref="EndVector"/>.</summary>
    internal int BeginVector()
    {
        _ = Take(1);
        return Length;
    }

    /// <summary>Writes the header of the vector opened at <paramref name="start"/>.</summary>
    internal void EndVector(int start)
    {
        var length = Length - start;
        var headerBytes = VarInt.HeaderBytes(length);
        if (headerBytes > 1)
        {
            _ = Take(headerBytes - 1);
            _buffer.AsSpan(start, length).CopyTo(_buffer.AsSpan(start + headerBytes - 1));
        }

        VarInt.Write(length, _buffer.AsSpan(start - 1));
    }

    /// <summary>Appends bytes that the caller is about to fill, every one of them.</summary>
    internal Span<byte> Take(int count)
    {
        var needed = Length + count;
        if (needed > _buffer.Length)
        {
            var (smaller, larger) = (_buffer, ArrayPool<byte>.Shared.Rent(Math.Max(needed, _buffer.Length * 2)));
            Written.CopyTo(larger);
            _buffer = larger;
            GiveBack(smaller);
        }

        var span = _buffer.AsSpan(Length, count);
        Length = needed;
        return span;
    }

    // Everything written lies within Length, in the outgrown buffer and in the last.
    private void GiveBack(byte[] buffer)
    {
        if (buffer.Length > 0)
        {
            CryptographicOperations.ZeroMemory(buffer.AsSpan(0, Math.Min(Length, buffer.Length)));
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
